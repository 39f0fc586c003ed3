"""The table: rows and columns that were asked for, and columns that say the same put together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from application.matrix.cell import Cell
from application.matrix.column import Column
from application.matrix.row import Row, Rows
from domain.plan.plan import Plan, Route


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def alike(self) -> Iterator[tuple[tuple[Column, ...], tuple[Cell, ...]]]:
        """Columns with the same cells, and these, from the top down."""
        found: dict[tuple[Cell, ...], list[Column]] = {}
        for number, column in enumerate(self.columns):
            found.setdefault(tuple(row.cells[number] for row in self.rows), []).append(column)
        for cells, columns in found.items():
            yield tuple(columns), cells


def table_of(plan: Plan, columns: Sequence[Column], wanted: Callable[[Route], bool]) -> Table:
    rows = Rows(plan, columns)
    found = [row for route in plan.routes if wanted(route) for row in rows.of(route)]
    return Table(tuple(columns), tuple(found))
