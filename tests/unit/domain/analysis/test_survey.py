"""Ways to routes."""

from domain.analysis.call import call_of
from domain.analysis.variable import Kind, Scope, Variable
from tests.unit.domain.analysis.written import survey_of

TWO = survey_of(
    'one: {match: "GET /a/{x}", to: orders, require: authenticated}',
    'all: {match: "/a/{x}", to: orders, require: authenticated}',
    'never: {match: "GET /a/{y}", to: orders, require: authenticated}',
    'exact: {match: "GET /a/b", to: orders, require: authenticated}',
)


def ways(number: int) -> list[str]:
    return [str(way.sample) for way in TWO.ways_to(TWO.plan.routes[number])]


def test_a_way_to_a_route_is_a_request_that_it_wins() -> None:
    assert ways(0) == ["GET http://any.example/a/any2"]
    assert TWO.way_to(TWO.plan.routes[0]) is TWO.way_to(TWO.plan.routes[0])


def test_by_a_usual_method_where_it_wins_that_too() -> None:
    assert ways(1) == ["POST http://any.example/a/any2"]


def test_a_route_that_wins_nothing_has_no_way() -> None:
    assert TWO.way_to(TWO.plan.routes[2]) is None
    assert [str(one) for one in TWO.samples_of(TWO.plan.routes[2])] == ["GET http://any.example/a/any2"]


def test_whether_a_route_takes_a_call_depends_on_what_stands_in_its_path() -> None:
    route = TWO.plan.routes[0]
    way = TWO.way_to(route)
    assert way
    at = Variable(Kind.PLACE, "1")
    assert TWO.takes(route, way.sample, call_of([(at, "c")], Scope()))
    assert not TWO.takes(route, way.sample, call_of([(at, "b")], Scope()))
    assert not TWO.takes(route, way.sample, call_of([(at, "..")], Scope()))
