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


def test_thousands_of_routes_at_one_path_are_not_held_against_each_other_one_by_one() -> None:
    lines = [route(f"t{number}", f"{{path: /a, headers: {{x-a: 't{number}'}}}}") for number in range(2000)]
    lines += [route(f"s{number}", f"{{path: /a, headers: {{x-b: 's{number}', x-c: '1'}}}}") for number in range(1000)]
    assert not list(ambiguous(survey_of(*lines)))
    others = [route(f"o{number}", f"{{path: /a, headers: {{x-b: 'o{number}'}}}}") for number in range(3)]
    assert len(list(ambiguous(survey_of(*lines[:2000], *others)))) == 3 * 5


def test_what_two_kinds_both_ask_for_has_to_be_the_same() -> None:
    survey = survey_of(
        route("one", "{path: /a, headers: {x-a: '1', x-b: '1'}}"),
        route("two", "{path: /a, headers: {x-a: '1', x-c: '1'}}"),
        route("three", "{path: /a, headers: {x-a: '2', x-c: '1'}}"),
        route("four", "{path: /a, query: {q: '1'}}"),
        route("five", "{path: /a, query: {r: '1'}}"),
    )
    assert told(ambiguous(survey)) == [("route-ambiguous", "two"), ("route-ambiguous", "five")]
