"""Cookies: read strictly, and taken only from where they were meant to come from."""

import pytest

from domain.identity.cookie import Cookie
from domain.message.headers import Headers
from domain.message.reason import ORIGIN_REFUSED, TOKEN_MALFORMED
from domain.message.request import Request
from tests.unit.domain.builders import path

SESSION = Cookie(b"session", frozenset((b"https://shop.example",)), "main")
OURS, THEIRS = (b"origin", b"https://shop.example"), (b"origin", b"https://evil.example")


def asked(*headers: tuple[bytes, bytes], method: str = "GET") -> Request:
    given: Headers = list(headers)
    return Request(id="r", method=method, path=path(b"/"), host="h", headers=given)


def carrying(*fields: bytes) -> list[tuple[bytes, bytes]]:
    return [(b"cookie", field) for field in fields]


@pytest.mark.parametrize(
    "fields",
    [(b"session=a.b.c",), (b"theme=dark; session=a.b.c; x",), (b"x=1", b"session=a.b.c"), (b'session="a.b.c"',)],
)
def test_the_cookie_is_found_among_others(fields: tuple[bytes, ...]) -> None:
    request = asked(*carrying(*fields))
    assert SESSION.is_presented(request)
    assert SESSION.read(request) == "a.b.c"


@pytest.mark.parametrize("fields", [(), (b"other=a.b.c",), (b"session",), (b"sessions=a.b.c",), (b"Session=a.b.c",)])
def test_another_cookie_is_not_it(fields: tuple[bytes, ...]) -> None:
    assert not SESSION.is_presented(asked(*carrying(*fields)))


@pytest.mark.parametrize(
    "fields", [(b"session=a; session=b",), (b"session=a", b"session=a"), (b"session=a b",), (b"session=",)]
)
def test_a_cookie_that_comes_twice_or_holds_no_token_is_a_bad_credential(fields: tuple[bytes, ...]) -> None:
    request = asked(*carrying(*fields))
    assert SESSION.is_presented(request)
    assert SESSION.read(request) is TOKEN_MALFORMED


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PURGE"])
def test_what_may_change_something_needs_an_origin_that_is_named(method: str) -> None:
    session = carrying(b"session=a.b.c")
    assert SESSION.read(asked(*session, OURS, method=method)) == "a.b.c"
    for others in ([], [THEIRS], [OURS, OURS], [(b"origin", b"null")]):
        assert SESSION.read(asked(*session, *others, method=method)) is ORIGIN_REFUSED


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE"])
def test_reading_needs_no_origin_but_no_foreign_one_may_be_there(method: str) -> None:
    session = carrying(b"session=a.b.c")
    assert SESSION.read(asked(*session, method=method)) == "a.b.c"
    assert SESSION.read(asked(*session, THEIRS, method=method)) is ORIGIN_REFUSED


def test_a_websocket_needs_an_origin_for_browsers_open_it_from_anywhere() -> None:
    handshake = [*carrying(b"session=a.b.c"), (b"upgrade", b"websocket")]
    assert SESSION.read(asked(*handshake)) is ORIGIN_REFUSED
    assert SESSION.read(asked(*handshake, OURS)) == "a.b.c"
