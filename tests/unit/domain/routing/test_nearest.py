"""Nearest: of routes that do not take a request, those that nearly would, the nearest first."""

from dataclasses import dataclass, replace

from domain.routing.matcher import Matcher
from domain.routing.nearest import nearest
from tests.unit.domain.builders import matcher, request


@dataclass(frozen=True)
class Named:
    name: str
    matcher: Matcher


ROUTES = (
    Named("one-order", matcher("/orders/{id}", "GET")),
    Named("edit-order", matcher("/orders/{id}", "PUT")),
    Named("users", matcher("/users/{id}", "GET")),
    Named("far", matcher("/a/b/c/d", "GET")),
    Named("hosted", replace(matcher("/orders/{id}", "POST"), hosts=("api.shop",))),
)


def near(method: str, raw: bytes) -> list[str]:
    return [one.route.name for one in nearest(ROUTES, request(method, raw))]


def test_a_wrong_method_is_nearer_than_a_wrong_host_and_this_than_a_wrong_segment() -> None:
    assert near("POST", b"/orders/1") == ["one-order", "edit-order", "hosted"]


def test_of_two_segments_the_one_that_looks_more_alike_is_nearer() -> None:
    assert near("GET", b"/user/1")[0] == "users"
    assert near("GET", b"/order/1")[:2] == ["one-order", "users"]


def test_what_differs_in_more_than_one_segment_is_not_near() -> None:
    assert near("GET", b"/x/y/z") == []


def test_a_route_that_takes_the_request_is_not_near_but_there() -> None:
    assert "one-order" not in near("GET", b"/orders/1")


def test_no_more_are_told_than_are_wanted() -> None:
    assert len(nearest(ROUTES, request("POST", b"/orders/1"), most=1)) == 1
