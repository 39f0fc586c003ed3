"""References of answers, over real sockets: pages and what was made are linked as callers know them."""

from collections.abc import Iterator

import pytest

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Served, call

pytestmark = pytest.mark.e2e
LINK = '</things?page=2>; rel="next", <https://other.example/>; rel=help'
HEAD = (
    f"HTTP/1.1 201 Created\r\nLink: {LINK}\r\nLocation: /things/7\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("references")
    with Rude(says(HEAD.encode())) as upstream:
        (folder / "gateway.yaml").write_text(
            f"version: 1\nupstreams: {{things: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
            "defaults: {require: public}\n"
            "versions: {by: path, prefix: '/v{version}'}\n"
            "routes:\n  things: {match: '/things', to: things, version: ['1', '2']}\n"
            "  one: {match: '/things/{id}', to: things, version: ['2', '1']}\n"
            "  plain: {match: '/plain', to: things}\n"
        )
        with Served(folder, folder / "gateway.yaml") as served:
            yield served


@pytest.mark.parametrize("version", ["/v1", "/v2"])
def test_a_rewritten_path_is_put_back(gateway: Served, version: str) -> None:
    answer = call(gateway.port, "GET", f"{version}/things")
    assert answer.headers["location"] == f"{version}/things/7"
    assert answer.headers["link"] == f'<{version}/things?page=2>; rel="next", <https://other.example/>; rel=help'


def test_what_is_not_rewritten_stays(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/plain")
    assert (answer.headers["location"], answer.headers["link"]) == ("/things/7", LINK)
