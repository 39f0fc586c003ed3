"""The route table: which of the routes that fit is found, and what is said where none does."""

import pytest

from domain.message.reason import METHOD_NOT_ALLOWED, ROUTE_UNKNOWN
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.routing.matcher import Matcher
from domain.routing.table import Entry, Match, RouteTable
from tests.unit.domain.builders import matcher, pattern, request


def table(**routes: Matcher) -> RouteTable[str]:
    return RouteTable(Entry(one, number, name) for number, (name, one) in enumerate(routes.items()))


def hosted(*hosts: str, written: str = "/{rest*}") -> Matcher:
    return Matcher(pattern(written), hosts=hosts)


SHOP = table(
    rest=matcher("/{rest*}"),
    prefix=matcher("/orders", prefix=True),
    one=matcher("/orders/{id}", "GET"),
    write=matcher("/orders/{id}", "PUT DELETE"),
    recent=matcher("/orders/recent", "GET"),
)
CLOSED = table(read=matcher("/orders/{id}", "GET HEAD"), write=matcher("/orders/{rest*}", "PUT"))


def route_of(routes: RouteTable[str], asked: Request) -> str:
    match = routes.match(asked)
    assert isinstance(match, Match), match
    return match.route


@pytest.mark.parametrize(
    ("method", "raw", "route"),
    [
        ("GET", b"/orders/recent", "recent"),
        ("GET", b"/orders/7", "one"),
        ("GET", b"/%6frders/rec%65nt", "recent"),
        ("DELETE", b"/orders/recent", "write"),
        ("POST", b"/orders/recent", "prefix"),
        ("GET", b"/orders", "prefix"),
        ("GET", b"/orders/", "prefix"),
        ("GET", b"/orders/7/items", "prefix"),
        ("GET", b"/ordersx", "rest"),
        ("GET", b"/", "rest"),
    ],
)
def test_the_most_specific_route_that_takes_the_method_is_found(method: str, raw: bytes, route: str) -> None:
    assert route_of(SHOP, request(method, raw)) == route


def test_a_match_brings_the_parameters_of_the_path() -> None:
    assert SHOP.match(request("GET", b"/orders/%C3%BC")) == Match("one", {"id": "ü"})


def test_where_no_route_has_the_path_the_route_is_unknown() -> None:
    assert CLOSED.match(request("GET", b"/users")) == Refusal(ROUTE_UNKNOWN)


def test_where_the_method_alone_is_wrong_the_methods_of_every_route_at_the_path_are_allowed() -> None:
    expected = Refusal(METHOD_NOT_ALLOWED, "allowed: GET, HEAD, PUT", ((b"allow", b"GET, HEAD, PUT"),))
    assert CLOSED.match(request("PATCH", b"/orders/7")) == expected


def test_methods_of_a_route_that_something_else_keeps_out_are_not_allowed() -> None:
    versioned = table(
        one=matcher("/a", "GET"),
        other=Matcher(pattern("/a"), frozenset(("PUT",)), headers=((b"x-api-version", b"2"),)),
    )
    expected = Refusal(METHOD_NOT_ALLOWED, "allowed: GET", ((b"allow", b"GET"),))
    assert versioned.match(request("PATCH", b"/a")) == expected


def test_at_one_path_what_says_more_is_found_first_whatever_the_order_of_the_file() -> None:
    versioned = Matcher(pattern("/a"), headers=((b"x-api-version", b"2"),))
    routes = table(any=matcher("/a"), versioned=versioned, read=matcher("/a", "GET"), later=matcher("/a", "GET"))
    version_2 = [(b"x-api-version", b"2")]
    assert route_of(routes, request("GET", b"/a", headers=version_2)) == "read"
    assert route_of(routes, request("PUT", b"/a", headers=version_2)) == "versioned"
    assert route_of(routes, request("PUT", b"/a")) == "any"


HOSTS = table(
    any=hosted(),
    example=hosted("*.example"),
    shop=hosted("*.shop.example"),
    exact=hosted("api.shop.example", "api.example"),
    address=hosted("[::ffff:1.2.3.4]"),
)


@pytest.mark.parametrize(
    ("host", "route"),
    [
        ("api.shop.example", "exact"),
        ("api.example", "exact"),
        ("web.shop.example", "shop"),
        ("a.b.shop.example", "shop"),
        ("shop.example", "example"),
        ("a.b.example", "example"),
        ("example", "any"),
        ("notexample", "any"),
        ("api.example.evil", "any"),
        ("[::ffff:1.2.3.4]", "address"),
    ],
)
def test_an_exact_host_is_found_before_the_longest_wildcard_before_any(host: str, route: str) -> None:
    assert route_of(HOSTS, request("GET", b"/", host=host)) == route


def test_a_route_of_a_host_that_does_not_fit_leaves_room_for_one_of_any_host() -> None:
    routes = table(exact=hosted("api.example", written="/a"), any=hosted(written="/b"))
    assert route_of(routes, request("GET", b"/b")) == "any"


def test_without_wildcards_an_unknown_host_is_any_host() -> None:
    assert route_of(table(any=hosted()), request("GET", b"/", host="a.b")) == "any"


def test_a_table_without_routes_knows_none() -> None:
    assert table().match(request()) == Refusal(ROUTE_UNKNOWN)
