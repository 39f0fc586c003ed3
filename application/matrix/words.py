"""Words of the table: what a row is called, and columns that say the same."""

from collections.abc import Iterator
from itertools import count
from string import ascii_lowercase

from application.matrix.cell import Cell, Outcome
from application.matrix.column import Column
from application.matrix.row import Row
from application.matrix.table import Table

SIGNS = {Outcome.ALLOWED: "yes", Outcome.DENIED: "no", Outcome.ABSENT: ""}
_ORDER = [Outcome.ALLOWED, Outcome.DEPENDS, Outcome.UNKNOWN, Outcome.DENIED, Outcome.ABSENT]
SHOWN = 3  # names of columns that say the same


def route_words(row: Row) -> tuple[str, str]:
    """The route's name, and what it takes."""
    matcher = row.route.matcher
    methods = row.method or ",".join(sorted(matcher.methods)) or "any method"
    rest = "/…" if matcher.pattern.open_ended and not matcher.pattern.rest else ""
    hosts = f" on {', '.join(matcher.hosts)}" if matcher.hosts else ""
    return row.route.name, f"{methods} {matcher.pattern.text}{rest}{hosts}"


def column_name(columns: tuple[Column, ...]) -> str:
    names = [column.name for column in columns]
    if len(names) <= SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[: SHOWN - 1])} and {len(names) - SHOWN + 1} more"


class Notes:
    """Conditions by a letter each, for cells that are narrow."""

    def __init__(self) -> None:
        self._letters = _letters()
        self.of: dict[Cell, str] = {}

    def sign(self, cell: Cell) -> str:
        if cell.outcome in SIGNS:
            return SIGNS[cell.outcome]
        if cell not in self.of:
            self.of[cell] = next(self._letters)
        return self.of[cell]

    def lines(self) -> Iterator[str]:
        for cell, letter in self.of.items():
            yield f"{letter}: {'if' if cell.outcome is Outcome.DEPENDS else 'could not be decided; if'} {cell.on}"


def _letters() -> Iterator[str]:
    for number in count():
        for letter in ascii_lowercase:
            yield f"{letter}{number or ''}"


def as_table(table: Table) -> Iterator[str]:
    alike, notes = list(table.alike()), Notes()
    heads = ["route", "", *(column_name(columns) for columns, _ in alike)]
    lines = [heads]
    for number, row in enumerate(table.rows):
        lines.append([*route_words(row), *(notes.sign(cells[number]) for _, cells in alike)])
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
    yield from ("", *notes.lines()) if notes.of else ()


def as_list(table: Table) -> Iterator[str]:
    """Where a table would be too wide: each row with who may, who may not, and who may if."""
    for row in table.rows:
        found: dict[Cell, list[str]] = {}
        for column, cell in zip(table.columns, row.cells, strict=True):
            found.setdefault(cell, []).append(column.name)
        yield "  ".join(route_words(row))
        for cell in sorted(found, key=lambda one: (_ORDER.index(one.outcome), one.on)):
            names = found[cell]
            sign = SIGNS.get(cell.outcome, f"if {cell.on}") or "nobody comes so"
            yield f"  {sign}: {_names(names, len(table.columns))}"


def _names(names: list[str], of: int) -> str:
    most = 8
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more of {of}"


def width_of(lines: list[str]) -> int:
    return max(map(len, lines), default=0)
