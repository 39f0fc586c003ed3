"""Which weaker policies no case would notice."""

from application.cases.mutation import Mutation, mutated
from entrypoints.offline import decider
from tests.unit.application.cases.casework import CONFIG, results_of
from tests.unit.application.house import plan_of

SMALL = CONFIG[: CONFIG.index("  open:")]
ALL = """
tables:
  all:
    who: [anonymous, viewer, manager, {subject: eve}, {subject: ann}]
    expect:
      GET /orders: [401, allow, allow, deny, deny]
      GET /people/ann: [401, deny, allow, deny, allow]
  methods:
    who: [anonymous]
    expect:
      PATCH /orders: [405]
      PATCH /people/ann: [405]
"""


def mutation(text: str, config: str = SMALL) -> Mutation:
    return mutated(plan_of(config), results_of(text, config), decider)


def unnoticed(text: str, config: str = SMALL) -> list[str]:
    return [str(mutant) for mutant in mutation(text, config).unnoticed]


def test_cases_that_say_it_all_notice_everything() -> None:
    found = mutation(ALL)
    assert found.unnoticed == ()
    assert len(found.mutants) == 7
    assert found.percent == 100.0


def test_a_case_that_only_lets_in_notices_nothing() -> None:
    assert unnoticed("cases: {one: {request: GET /people/ann, who: {subject: ann}, expect: allow}}") == [
        "route list: public",
        "route list: any authenticated caller",
        "route list: every method is taken",
        "route mine: public",
        "route mine: any authenticated caller",
        "route mine: any role in the place of `manager`",
        "route mine: every method is taken",
    ]


def test_a_change_that_changes_nothing_is_not_counted() -> None:
    """Every role grants it, and whoever has none is told apart by the door of any caller."""
    config = SMALL.replace(
        'require: {permission: "orders:read"}', "require: {all_of: [{role: viewer}, {role: manager}]}"
    )
    found = [str(one) for one in mutation("cases: {one: {request: GET /nowhere, expect: 404}}", config).mutants]
    assert "route list: the requirement `role manager` is dropped" in found
    assert "route list: the requirement `role viewer` is dropped" not in found


def test_a_case_that_fails_notices_nothing() -> None:
    assert mutation("cases: {one: {request: GET /orders, expect: allow}}").percent == 0.0


def test_a_step_up_can_be_dropped() -> None:
    config = SMALL + "  pay: {match: GET /pay, to: orders, require: authenticated, step_up: {acr: [gold]}}\n"
    cases = "cases: {one: {request: GET /pay, who: {subject: ann}, expect: {reason: step-up-needed}}}"
    assert "route pay: `step_up` is dropped" not in unnoticed(cases, config)
    assert "route pay: `step_up` is dropped" in unnoticed(ALL, config)


def test_what_a_public_route_denies_can_be_dropped() -> None:
    fence = "  in: {match: GET /in, to: orders, require: public, deny: {header: {x-stage: {present: true}}}}\n"
    cases = "cases: {one: {request: {method: GET, url: /in, headers: {x-stage: a}}, expect: {status: 403}}}"
    dropped = "route in: `deny: header x-stage present` is dropped"
    assert dropped in unnoticed(ALL, SMALL + fence)
    assert dropped not in unnoticed(cases, SMALL + fence)
