"""Where an upstream's paths begin."""

import pytest

from domain.openapi.servers import base_path
from domain.spec.document import Document, Json
from domain.spec.place import Place


@pytest.mark.parametrize(
    ("servers", "path"),
    [
        (None, ""),
        ([], ""),
        ([1], ""),
        ([{"url": "/"}], ""),
        ([{"url": "/api/v3/"}, {"url": "/other"}], "/api/v3"),
        ([{"url": "https://{host}/{version}?a=b", "variables": {"version": {"default": "v2"}}}], "/v2"),
        ([{"url": "//orders.example/v1"}], "/v1"),
        ([{"url": "https://orders.example"}], ""),
    ],
)
def test_the_path_of_the_first_server_is_where_paths_begin(servers: Json, path: str) -> None:
    assert base_path(Document("limen:/a", {"servers": servers}, lambda _: Place("a", 1, 1))) == path
