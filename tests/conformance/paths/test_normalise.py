"""Path tables of Envoy's and nginx's own tests (NOTICE) against our reading of paths.

We refuse what they mend (docs/decisions/0002). So every row is one of two: what they refuse, or mend, we refuse, for
the reason that is written here; what they leave as it is, we leave as it is.
"""

import json
from pathlib import Path as File

import pytest

from domain.message.path import Path, read_path

TABLES: dict[str, dict[str, str | None]] = {
    name: table
    for name, table in json.loads((File(__file__).parent / "normalise.json").read_text()).items()
    if name != "source"
}
ROWS = [(name, given, expected) for name, table in TABLES.items() for given, expected in table.items()]
# Left as they are by Envoy or nginx, and refused here: some server below decodes them into another path.
REFUSED_ALTHOUGH_LEFT = {
    "/%c0%af": "an overlong slash: percent-encoding that is not UTF-8",
    "/%5c%25": "an encoded backslash",
    "/a/%2F%2f/c": "encoded slashes",
}


@pytest.mark.parametrize(("table", "given", "expected"), ROWS, ids=[f"{table} {given!r}" for table, given, _ in ROWS])
def test_a_path_is_left_as_it_is_or_refused(table: str, given: str, expected: str | None) -> None:
    path = given.partition("?")[0]
    found = read_path(path.encode("latin-1"))
    is_left = expected is not None and expected.partition("?")[0] == path and given not in REFUSED_ALTHOUGH_LEFT
    assert isinstance(found, Path) == is_left, (table, found)
    if isinstance(found, Path):
        assert found.raw == path.encode()


def test_the_tables_are_whole() -> None:
    assert {name: len(table) for name, table in TABLES.items()} == {"envoy_rfc": 19, "envoy_merge": 10, "nginx": 10}
