"""Path parameters that policies speak of: those of the route that uses the policy, and no others."""

from domain.plan.parameters import Parameters
from domain.spec.fault import Fault
from tests.unit.domain.builders import at, text

OWN = Parameters(frozenset(("user_id", "rest")), "profile")


def resolved(parameters: Parameters, template: str) -> tuple[str | None, list[Fault]]:
    faults: list[Fault] = []
    return parameters.resolve(text(template, 3), faults), faults


def test_a_parameter_of_the_path_is_found() -> None:
    assert resolved(OWN, "{user_id}") == ("user_id", [])


def test_one_that_the_path_does_not_have_is_a_fault() -> None:
    message, hint = "`{id}` is no parameter of the route's path", "known: {rest}, {user_id}"
    assert resolved(OWN, "{id}") == (None, [Fault(at(3), "parameter-unknown", message, hint)])
    assert resolved(Parameters(frozenset()), "{id}")[1][0].hint == "known: none"


def test_what_is_written_elsewhere_names_the_route_that_uses_it() -> None:
    [fault] = resolved(OWN.elsewhere(), "{id}")[1]
    assert fault.message == "`{id}` is no parameter of the path of route `profile`"


def test_where_there_is_no_route_any_parameter_will_do_but_it_must_be_one() -> None:
    assert resolved(Parameters(), "{id}") == ("id", [])
    for wrong in ("id", "{id", "id}", "{}", ""):
        name, [fault] = resolved(Parameters(), wrong)
        assert (name, fault.hint) == (None, "like `{user_id}`")
