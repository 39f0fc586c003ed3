"""Envoy's and nginx's own tables of normal forms (the JSON beside this file, unchanged), held against both settings.

Where we say otherwise the row is named here, with the reason: we refuse what they mend or pass on, and nothing else.
"""

import json
from dataclasses import dataclass
from pathlib import Path as File

import pytest

from domain.message.path import Path, read_path

TABLES = json.loads((File(__file__).parent / "normalise.json").read_text())
MERGED = {"/foo/bar (merge_slashes off) | /bar (on)": "/bar"}  # nginx's default, and what we do

ABOVE = "a path above the root is nobody's honest spelling; RFC 3986 would drop the dots, WHATWG too, some servers 400"
BACKSLASH = "a backslash is a separator to some servers and a letter to others"
OVERLONG = "no UTF-8: an overlong slash to careless decoders"
SLASH = "an encoded slash is a separator to servers that decode before they split"
CONTROL = "a control character in a path serves no resource and ends strings"
REFUSED_BY_US = {
    ("envoy_rfc", "/a/b/../../../../c"): ABOVE,
    ("envoy_rfc", "/../a/b"): ABOVE,
    ("envoy_rfc", "/a/..\\c"): BACKSLASH,
    ("envoy_rfc", "/%5c%25"): BACKSLASH,
    ("envoy_rfc", "/%c0%af"): OVERLONG,
    ("envoy_rfc", "/a/%2F%2f/c"): SLASH,
    ("nginx", "/%02"): CONTROL,
}


@dataclass(frozen=True)
class Row:
    table: str
    raw: str
    normal: str | None

    def read(self, *, normalise: bool) -> str | None:
        """As it would be forwarded; the query is not the path's, and an empty one is none."""
        path, _, query = self.raw.partition("?")
        read = read_path(path.encode("latin-1"), normalise=normalise)
        return _joined(read.raw.decode("ascii"), query) if isinstance(read, Path) else None

    @property
    def expected(self) -> str | None:
        if self.normal is None:
            return None
        path, _, query = MERGED.get(self.normal, self.normal).partition("?")
        return path if self.table == "nginx" else _joined(path, query)  # nginx's table shows the path alone


def _joined(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


ROWS = [
    Row(table, raw, normal) for table in ("envoy_rfc", "envoy_merge", "nginx") for raw, normal in TABLES[table].items()
]


def path_of(target: str | None, row: Row) -> str | None:
    return target.partition("?")[0] if target and row.table == "nginx" else target


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.table} {row.raw!r}")
def test_normalised_a_path_is_what_they_say_or_refused_for_a_stated_reason(row: Row) -> None:
    expected = None if (row.table, row.raw) in REFUSED_BY_US else row.expected
    assert path_of(row.read(normalise=True), row) == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.table} {row.raw!r}")
def test_without_normalising_a_path_is_unchanged_or_refused(row: Row) -> None:
    assert row.read(normalise=False) in (None, row.raw)


def test_every_row_that_is_refused_by_us_alone_is_a_row_that_they_take() -> None:
    taken = {(row.table, row.raw) for row in ROWS if row.normal is not None}
    assert taken >= REFUSED_BY_US.keys()


def test_no_table_is_left_out() -> None:
    assert TABLES.keys() == {"source", "envoy_rfc", "envoy_merge", "nginx"}
    assert len(ROWS) == 39
