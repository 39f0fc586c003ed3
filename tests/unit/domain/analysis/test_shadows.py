"""Routes that are never reached, and pairs that only their order tells apart."""

from domain.analysis.shadows import ambiguous, shadowed
from tests.unit.domain.analysis.written import survey_of, told, witnesses


def route(name: str, match: str) -> str:
    return f"{name}: {{match: {match}, to: orders, require: authenticated}}"


def test_what_others_take_altogether_is_never_reached() -> None:
    survey = survey_of(
        route("one", '"GET /a/{x}"'),
        route("two", '"PUT /a/{x}"'),
        route("both", '"GET,PUT /a/{y}"'),
        route("own", '"GET /a/b"'),
    )
    (found,) = shadowed(survey)
    assert (found.code, found.about) == ("route-shadowed", "both")
    assert found.message == "route `both` is never reached: `one` and `two` take all that it would"
    assert witnesses([found]) == ["GET http://any.example/a/any2"]


def test_what_is_left_to_a_route_reaches_it() -> None:
    survey = survey_of(route("one", '"GET /a/{x}"'), route("all", '"/a/{x}"'), route("below", '"/{rest*}"'))
    assert not list(shadowed(survey))


def test_order_alone_decides_where_nothing_else_differs() -> None:
    survey = survey_of(
        route("one", '"GET,PUT /a"'),
        route("two", '"PUT,POST /a"'),
        route("three", "{path: /a, methods: [PUT], headers: {x-a: '1'}}"),
        route("four", "{path: /a, methods: [PUT], headers: {x-b: '1'}}"),
        route("five", "{path: /a, methods: [PUT], headers: {x-a: '2'}}"),
    )
    found = list(ambiguous(survey))
    assert told(found) == [("route-ambiguous", "two"), ("route-ambiguous", "four"), ("route-ambiguous", "five")]
    assert witnesses(found)[:2] == ["PUT http://any.example/a", "PUT http://any.example/a [x-a: 1] [x-b: 1]"]


def test_the_same_pair_is_told_once() -> None:
    survey = survey_of(
        route("one", "{path: /a, methods: [GET, PUT, HEAD], hosts: [a.example, b.example]}"),
        route("two", "{path: /a, methods: [GET, PUT], hosts: [a.example, b.example, c.example]}"),
    )
    assert told(ambiguous(survey)) == [("route-ambiguous", "two")]


def test_a_route_with_one_host_twice_is_not_at_odds_with_itself() -> None:
    assert not list(ambiguous(survey_of(route("one", "{path: /a, hosts: [a.example, a.example]}"))))


def test_what_is_never_reached_is_not_told_as_ambiguous_too() -> None:
    assert not list(ambiguous(survey_of(route("one", '"GET /a"'), route("two", '"GET /a"'))))


def test_where_a_third_route_takes_what_both_would_nothing_is_told_of_them() -> None:
    survey = survey_of(
        route("one", "{path: /a, methods: [GET], headers: {x-a: '1'}}"),
        route("two", "{path: /a, methods: [GET], headers: {x-b: '1'}}"),
        route("three", "{path: /a, methods: [GET], headers: {x-a: '1', x-b: '1'}}"),
    )
    assert not list(ambiguous(survey))
