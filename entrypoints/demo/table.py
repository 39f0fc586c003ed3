"""One SQLite table in its own file: pages, rows, and their changes.

Values only ever travel as bound parameters. Names of columns are written into the SQL, and come from code alone: the
fields of a pydantic model, never the keys of a request. A connection lives for one call, so threads share nothing.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, Field

Row = Mapping[str, Any]
Item = TypeVar("Item")


class PageQuery(BaseModel):
    """Which part of a list is wanted. The bounds keep `OFFSET` inside SQLite's 64 bits."""

    page: Annotated[int, Field(ge=1, le=1_000_000, description="The page, from 1", examples=[1])] = 1
    size: Annotated[int, Field(ge=1, le=100, description="Rows a page", examples=[20])] = 20


class Page(BaseModel, Generic[Item]):
    items: list[Item]
    page: Annotated[int, Field(description="The page that was asked for", examples=[1])]
    size: Annotated[int, Field(description="Rows a page, at most", examples=[20])]
    total: Annotated[int, Field(description="Rows on all pages together", examples=[5])]


class Table:
    def __init__(self, path: Path, name: str, columns: str, seed: Sequence[Row]) -> None:
        """`columns` is DDL; the key is the column `id`. The seed goes in when the file is new, and only then."""
        self._path, self._name = path, name
        if path.exists():
            return
        with self._open() as connection:
            connection.execute(f"CREATE TABLE {name} ({columns})")
        for row in seed:
            self.insert(row)

    def page(self, wanted: PageQuery) -> dict[str, Any]:
        """The rows equal to `wanted` in every field it sets beside `page` and `size`, in order of their keys."""
        equals = wanted.model_dump(exclude={"page", "size"}, exclude_none=True)
        where = " AND ".join(f"{column} = :{column}" for column in equals) or "TRUE"
        rows = f"SELECT * FROM {self._name} WHERE {where} ORDER BY id LIMIT :_limit OFFSET :_offset"  # noqa: S608
        count = f"SELECT count(*) FROM {self._name} WHERE {where}"  # noqa: S608 - names from code, values bound
        bounds = {"_limit": wanted.size, "_offset": (wanted.page - 1) * wanted.size}
        with self._open() as connection:
            connection.execute("BEGIN")  # both answers from one snapshot
            items = [dict(row) for row in connection.execute(rows, equals | bounds)]
            (total,) = connection.execute(count, equals).fetchone()
        return {"items": items, "page": wanted.page, "size": wanted.size, "total": total}

    def find(self, key: object) -> Row | None:
        return self._one(f"SELECT * FROM {self._name} WHERE id = :id", {"id": key})  # noqa: S608

    def insert(self, row: Row) -> Row | None:
        """Raises sqlite3.IntegrityError when a unique value is taken."""
        places = ", ".join(f":{column}" for column in row)
        return self._one(f"INSERT INTO {self._name} ({', '.join(row)}) VALUES ({places}) RETURNING *", row)  # noqa: S608

    def update(self, key: object, changes: Row) -> Row | None:
        """Raises sqlite3.IntegrityError when a unique value is taken. No changes are a change to the same row."""
        places = ", ".join(f"{column} = :{column}" for column in changes) or "id = :_key"
        values = {**changes, "_key": key}
        return self._one(f"UPDATE {self._name} SET {places} WHERE id = :_key RETURNING *", values)  # noqa: S608

    def delete(self, key: object) -> Row | None:
        return self._one(f"DELETE FROM {self._name} WHERE id = :id RETURNING *", {"id": key})  # noqa: S608

    def _one(self, statement: str, values: Row) -> Row | None:
        with self._open() as connection:
            row = connection.execute(statement, values).fetchone()
        return None if row is None else dict(row)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.row_factory = sqlite3.Row
            yield connection


def omissible() -> Any:
    """A field that a PATCH may leave out, but not set to null: its default is never read (`exclude_unset`)."""
    return Field(default_factory=lambda: None)
