"""Matchers: headers and query as written, each said once."""

import pytest

from domain.message.headers import Headers
from domain.routing.matcher import Matcher, other_value
from tests.unit.domain.builders import matcher, pattern, request

ANY = matcher("/")
VERSIONED = Matcher(pattern("/"), headers=((b"x-api-version", b"2"), (b"accept", b"*/*")))
KIND = Matcher(pattern("/"), query=(("kind", "order"), ("page", "")))


def test_a_matcher_without_methods_takes_every_method() -> None:
    assert ANY.takes_method("PURGE")


def test_a_matcher_takes_the_methods_it_names_as_they_are_spelt() -> None:
    named = matcher("/", "GET HEAD")
    assert [named.takes_method(method) for method in ("GET", "HEAD", "get", "POST")] == [True, True, False, False]


def test_a_matcher_that_says_nothing_of_headers_and_query_takes_any() -> None:
    assert ANY.takes_rest_of(request(headers=[(b"x", b"1")], query=b"kind=%ff&&="))


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ([(b"accept", b"*/*"), (b"x-api-version", b"2")], True),
        ([(b"x-api-version", b"2")], False),
        ([(b"accept", b"*/*"), (b"x-api-version", b"3")], False),
        ([(b"accept", b"*/*"), (b"x-api-version", b"2"), (b"x-api-version", b"2")], False),
        ([(b"accept", b"*/*"), (b"x-api-version", b"2"), (b"x-api-version", b"3")], False),
        ([], False),
    ],
)
def test_every_header_holds_and_comes_once(headers: Headers, *, taken: bool) -> None:
    assert VERSIONED.takes_rest_of(request(headers=headers)) == taken


@pytest.mark.parametrize(
    ("query", "taken"),
    [
        (b"kind=order&page=", True),
        (b"page&x=1&kind=order", True),
        (b"k%69nd=%6frder&page=", True),
        (b"kind=order", False),
        (b"kind=users&page=", False),
        (b"Kind=order&page=", False),
        (b"kind=order&kind=order&page=", False),
        (b"kind=order&kind=users&page=", False),
        (b"kind=order;page=", False),
        (b"", False),
        (b"%ff=%ff&\xff", False),
    ],
)
def test_every_query_parameter_holds_and_comes_once(query: bytes, *, taken: bool) -> None:
    assert KIND.takes_rest_of(request(query=query)) == taken


def test_absence_is_asked_like_a_value() -> None:
    absent = Matcher(pattern("/"), headers=((b"x-api-version", None),))
    assert absent.takes_rest_of(request())
    assert not absent.takes_rest_of(request(headers=[(b"x-api-version", b"")]))


def test_what_one_field_would_have_to_be_is_told_where_all_else_fits() -> None:
    accepting = [(b"accept", b"*/*")]
    assert other_value(VERSIONED, request(headers=accepting), b"x-api-version") == b"2"
    assert other_value(VERSIONED, request(), b"x-api-version") is None
    assert other_value(VERSIONED, request(headers=accepting), b"x-other") is None
