"""Cookies: read strictly, and taken only from where they were meant to come from."""

import string

import pytest

from domain.identity.cookie import Cookie
from domain.message.headers import Headers
from domain.message.reason import ORIGIN_REFUSED, TOKEN_MALFORMED
from domain.message.request import Request
from tests.unit.domain.builders import path

SESSION = Cookie(b"session", frozenset((b"https://shop.example",)), "main")
WITHIN = string.ascii_letters + string.digits + "._~+/-"  # what a token is made of, but for its padding
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


def test_a_token_is_read_from_its_first_letter_to_its_last() -> None:
    for token in ("a.b.c=", "a.b.c==", *(f"{edge}a.b{edge}" for edge in WITHIN)):
        for written in (token, f'"{token}"'):
            assert SESSION.read(asked(*carrying(f"session={written}".encode()))) == token


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


def test_a_cookie_that_holds_another_character_is_a_bad_credential() -> None:
    for code in set(range(256)) - set(WITHIN.encode()) - {ord(";")}:
        assert SESSION.read(asked(*carrying(b"session=a" + bytes((code,)) + b"a"))) is TOKEN_MALFORMED


@pytest.mark.parametrize("between", [b" ", b"\t", b" \t "])
def test_spaces_and_tabs_around_a_cookie_are_not_of_it(between: bytes) -> None:
    request = asked(*carrying(b"theme=dark;" + between + b"session=a.b.c" + between))
    assert SESSION.read(request) == "a.b.c"


@pytest.mark.parametrize("other", [b"\v", b"\f", b"\n", b"\r", b"\xa0"])
def test_other_white_space_is(other: bytes) -> None:
    assert not SESSION.is_presented(asked(*carrying(other + b"session=a.b.c")))
    assert SESSION.read(asked(*carrying(b"session=a.b.c" + other))) is TOKEN_MALFORMED


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PURGE", "CONNECT", "QUERY", "get"])
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
