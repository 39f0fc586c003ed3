from application.description.grouping import by_method, by_path
from domain.plan.plan import Plan, Route
from domain.routing.table import Match
from tests.unit.application.description.tables import plan, route
from tests.unit.domain.builders import request


def names(routes: list[Route]) -> list[str]:
    return [one.name for one in routes]


def reached(table: Plan, path: bytes) -> str:
    match = table.table.match(request("GET", path))
    assert isinstance(match, Match)
    return match.route.name


def test_routes_of_one_shape_are_one_path() -> None:
    table = plan(route("x", "GET /a/{x}"), route("b", "GET /b"), route("y", "POST /a/{y}"))
    assert [names(routes) for routes in by_path(table.routes).values()] == [["x", "y"], ["b"]]


def test_the_route_that_is_tried_first_comes_first() -> None:
    table = plan(
        route("any", "GET /a"),
        route("header", "GET /a", headers=(("v", "2"),)),
        route("wild", "GET /a", hosts=("*.example",)),
        route("host", "GET /a", hosts=("a.example",)),
    )
    assert names(by_method(table.routes)["GET"]) == ["host", "wild", "header", "any"]


def test_a_route_that_no_request_can_reach_is_not_described() -> None:
    table = plan(route("all", "/a/{rest*}"), route("read", "GET /a/{rest*}"), route("again", "GET /a", prefix=True))
    methods = by_method(table.routes)
    assert names(methods["GET"]) == [reached(table, b"/a/1")] == ["read"]
    assert names(methods["POST"]) == ["all"]


def test_one_segment_does_not_hide_the_rest() -> None:
    table = plan(route("rest", "GET /a/{rest*}"), route("one", "GET /a/{x}"))
    assert names(by_method(table.routes)["GET"]) == ["one", "rest"]
    assert [reached(table, b"/a/1"), reached(table, b"/a/1/2")] == ["one", "rest"]
