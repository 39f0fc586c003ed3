"""Users: the profiles of those who may sign in, and of whoever is added. The id is the user name.

A PATCH changes name and e-mail and nothing else: who may change their own profile must not give themselves a role.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import Annotated, Literal

from fastapi import FastAPI, Path, Query, Response
from fastapi.exceptions import HTTPException
from pydantic import BaseModel, ConfigDict, Field

from entrypoints.demo.app import NOT_FOUND, TAKEN, found, service_app
from entrypoints.demo.table import Page, PageQuery, Row, Table, omissible

UserName = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9._-]{0,31}$", description="The user name, as it signs in", examples=["viewer"])
]
FullName = Annotated[str, Field(min_length=1, max_length=100, description="The full name", examples=["Vera Viewer"])]
Email = Annotated[
    str,
    Field(
        pattern=r"^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$",
        max_length=254,
        description="One user's",
        examples=["v@shop.example"],
    ),
]
Role = Annotated[Literal["viewer", "manager", "admin"], Field(description="The role", examples=["viewer"])]
UserId = Annotated[str, Path(max_length=100, description="The user name", examples=["viewer"])]


class User(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: UserName
    name: FullName
    email: Email
    role: Role = "viewer"


class UserChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: FullName = omissible()
    email: Email = omissible()


class UserQuery(PageQuery):
    role: Role | None = None
    name: FullName | None = None


COLUMNS = "id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE COLLATE NOCASE, role TEXT NOT NULL"
SEED: list[Row] = [
    {"id": "viewer", "name": "Vera Viewer", "email": "viewer@shop.example", "role": "viewer"},
    {"id": "manager", "name": "Mona Manager", "email": "manager@shop.example", "role": "manager"},
    {"id": "admin", "name": "Abel Admin", "email": "admin@shop.example", "role": "admin"},
]


class Users:
    def __init__(self, table: Table) -> None:
        self._table = table

    def list(self, wanted: Annotated[UserQuery, Query()]) -> Page[User]:
        """One page of the users, by user name; the filters must match exactly."""
        return Page[User].model_validate(self._table.page(wanted))

    def create(self, user: User, response: Response) -> User:
        """`Location` says where the new user is."""
        with _refusing_duplicates():
            created = User.model_validate(self._table.insert(user.model_dump()))
        response.headers["location"] = f"/users/{created.id}"
        return created

    def read(self, user_id: UserId) -> User:
        return _user(user_id, self._table.find(user_id))

    def change(self, user_id: UserId, change: UserChange) -> User:
        """Only name and e-mail, and of these what is sent."""
        with _refusing_duplicates():
            return _user(user_id, self._table.update(user_id, change.model_dump(exclude_unset=True)))

    def remove(self, user_id: UserId) -> None:
        _user(user_id, self._table.delete(user_id))


def users_app(path: FilePath) -> FastAPI:
    """`path` is the SQLite file; it is made and seeded when it isn't there."""
    app = service_app("Users", "The users of the shop: list, add, change and remove them.")
    users = Users(Table(path, "users", COLUMNS, SEED))
    app.get("/users", tags=["users"], summary="List users")(users.list)
    app.post("/users", tags=["users"], summary="Add a user", status_code=201, responses=TAKEN)(users.create)
    one = "/users/{user_id}"
    app.get(one, tags=["users"], summary="Read a profile", responses=NOT_FOUND)(users.read)
    app.patch(one, tags=["users"], summary="Change a profile", responses=NOT_FOUND | TAKEN)(users.change)
    app.delete(one, tags=["users"], summary="Remove a user", status_code=204, responses=NOT_FOUND)(users.remove)
    return app


def _user(user_id: str, row: Row | None) -> User:
    return User.model_validate(found(row, f"user {user_id!r}"))


@contextmanager
def _refusing_duplicates() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as taken:
        raise HTTPException(409, "the user name or the e-mail is taken") from taken
