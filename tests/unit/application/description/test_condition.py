from application.description.condition import condition_parameters, conditions, is_conditional
from domain.plan.plan import Route
from tests.unit.application.description.tables import plan, route

Pairs = tuple[tuple[str, str], ...]


def compiled(*, headers: Pairs = (), query: Pairs = ()) -> Route:
    return plan(route("r", "GET /a", headers=headers, query=query)).routes[0]


def test_a_route_that_asks_for_nothing_has_no_sentence_and_no_parameter() -> None:
    plain = compiled()
    assert not is_conditional(plain.matcher)
    assert conditions(plain.matcher) == ""
    assert condition_parameters([plain]) == []


def test_the_sentence_names_hosts_headers_and_query() -> None:
    routes = plan(route("r", "GET /a", hosts=("a.example", "*.b"), headers=(("X-V", "2"),), query=(("k", "o"),))).routes
    said = conditions(routes[0].matcher)
    assert said == "Only where the host is `a.example` or `*.b` and header `x-v` is `2` and query `k` is `o`."


def test_a_condition_of_the_only_route_is_a_required_parameter() -> None:
    (parameter,) = condition_parameters([compiled(headers=(("X-V", "2"),))])
    assert (parameter["in"], parameter["name"], parameter["required"]) == ("header", "x-v", True)
    assert parameter["schema"] == {"type": "string", "enum": ["2"]}
    assert parameter["example"] == "2"


def test_a_condition_of_one_of_two_routes_is_a_choice() -> None:
    (parameter,) = condition_parameters([compiled(query=(("k", "o"),)), plan(route("s", "GET /a")).routes[0]])
    assert parameter["required"] is False
    assert parameter["description"] == "Chooses the route: `o` for `r`."


def test_values_of_several_routes_are_gathered_in_one_parameter() -> None:
    routes = plan(route("one", "GET /a", headers=(("v", "1"),)), route("two", "GET /a", headers=(("v", "2"),))).routes
    (parameter,) = condition_parameters(routes)
    assert parameter["required"] is True
    assert parameter["schema"] == {"type": "string", "enum": ["1", "2"]}
    assert parameter["description"] == "Chooses the route: `1` for `one`; `2` for `two`."


def test_headers_that_tools_must_ignore_are_in_the_sentence_alone() -> None:
    accepting = compiled(headers=(("Accept", "text/csv"),))
    assert condition_parameters([accepting]) == []
    assert "`accept` is `text/csv`" in conditions(accepting.matcher)
