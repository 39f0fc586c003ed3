"""Differences: what a request would have to be for a route to take it."""

import pytest

from domain.routing.difference import (
    Difference,
    Trait,
    differences,
    path_difference,
    path_differences,
    takes_host,
    takes_path,
)
from domain.routing.matcher import Matcher
from tests.unit.domain.builders import path, pattern, request

WANTS = Matcher(pattern("/a"), frozenset(("GET", "PUT")), headers=((b"x-v", b"2"),), query=(("kind", "order"),))


def test_a_request_that_is_taken_differs_in_nothing() -> None:
    assert differences(WANTS, request("GET", b"/a", headers=[(b"x-v", b"2")], query=b"kind=order")) == ()


def test_method_headers_and_query_are_told_in_this_order() -> None:
    asked = request("POST", b"/a", headers=[(b"x-v", b"1"), (b"x-v", b"2")], query=b"kind=")
    assert differences(WANTS, asked) == (
        Difference(Trait.METHOD, "GET, PUT", "POST"),
        Difference(Trait.HEADER, "2", "1, 2", "x-v"),
        Difference(Trait.QUERY, "order", "", "kind"),
    )


@pytest.mark.parametrize(
    ("host", "takes"),
    [
        ("api.example", True),
        ("x.api.example", False),
        ("a.shop", True),
        ("a.b.shop", True),
        ("shop", False),
        (".shop", False),
    ],
)
def test_a_host_is_one_of_those_written_or_below_a_wildcard(host: str, takes: bool) -> None:
    assert takes_host(Matcher(pattern("/"), hosts=("api.example", "*.shop")), host) is takes


def test_a_route_without_hosts_takes_every_one() -> None:
    assert takes_host(Matcher(pattern("/")), "anything")


@pytest.mark.parametrize(
    ("written", "raw", "takes"),
    [
        ("/a/{b}", b"/a/1", True),
        ("/a/{b}", b"/a/", False),
        ("/a/{b*}", b"/a", True),
        ("/a", b"/a/b", False),
        ("/a", b"/b", False),
    ],
)
def test_a_path_is_taken_segment_by_segment(written: str, raw: bytes, takes: bool) -> None:
    assert takes_path(pattern(written), path(raw).segments) is takes


@pytest.mark.parametrize(
    ("written", "raw", "trait", "wanted", "given", "name"),
    [
        ("/a/{b}", b"/a/1/", Trait.SLASH, "/a/1", "/a/1/", ""),
        ("/a/", b"/a", Trait.SLASH, "/a/", "/a", ""),
        ("/Orders/{b}", b"/orders/1", Trait.CASE, "/Orders/{b}", "/orders/1", ""),
        ("/orders/{b}", b"/order/1", Trait.SEGMENT, "orders", "order", "1"),
        ("/orders/{b}", b"/orders/", Trait.SEGMENT, "a value", "", "2"),
        ("/orders", b"/orders/1", Trait.SEGMENT, "", "1", "2"),
        ("/orders/{id}/items", b"/orders/1", Trait.SEGMENT, "items", "", "3"),
        ("/orders/{id}", b"/orders", Trait.SEGMENT, "{id}", "", "2"),
        ("/files/{rest*}", b"/file/a/b", Trait.SEGMENT, "files", "file", "1"),
    ],
)
def test_a_path_that_nearly_fits_differs_in_one_thing(
    written: str, raw: bytes, trait: Trait, wanted: str, given: str, name: str
) -> None:
    assert path_difference(pattern(written), path(raw).segments) == Difference(trait, wanted, given, name)


@pytest.mark.parametrize(
    ("written", "raw"), [("/a/b", b"/c/d"), ("/a", b"/b/c/d"), ("/a/b/c/d", b"/a"), ("/a/b/c", b"/x/b")]
)
def test_a_path_that_differs_in_more_is_not_near(written: str, raw: bytes) -> None:
    assert path_difference(pattern(written), path(raw).segments) is None


@pytest.mark.parametrize(
    ("raw", "traits"),
    [
        (b"/Orders/7/", [Trait.SLASH, Trait.CASE]),
        (b"/orders/7/", [Trait.SLASH]),
        (b"/Orders/7", [Trait.CASE]),
        (b"/users/7/", []),
        (b"/", []),
        (b"/a/b/c/", []),
    ],
)
def test_a_slash_and_case_may_both_be_off_and_nothing_else(raw: bytes, traits: list[Trait]) -> None:
    assert [one.trait for one in path_differences(pattern("/orders/{id}"), path(raw).segments)] == traits


def test_a_header_that_should_not_be_there_is_a_difference() -> None:
    absent = Matcher(pattern("/"), headers=((b"x", None),))
    assert differences(absent, request()) == ()
    assert differences(absent, request(headers=[(b"x", b"1")])) == (Difference(Trait.HEADER, "", "1", "x"),)
