"""Traces: every part with its own outcome, and the part by which the whole was decided."""

import pytest

from domain.message import reason
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.facts import Facts
from domain.permissions.policy import Authenticated, HasPermission, HasRole, Policy, SubjectIs
from domain.permissions.trace import Step, traced
from tests.unit.domain.builders import principal

VIEWER = principal("viewer")
YES = HasRole("viewer", frozenset(("viewer",)))
NO = HasRole("admin", frozenset(("admin",)))
READ = HasPermission("orders:read", frozenset(("admin",)))
UNTOLD = SubjectIs("nobody")  # a parameter that no path has


def trace(policy: Policy, method: str = "GET") -> Step:
    return traced(policy, VIEWER, Facts(method=method))


def test_every_part_is_told_also_those_that_nobody_waited_for() -> None:
    step = trace(AnyOf((YES, NO, Not(NO))))
    assert [part.allows for part in step.parts] == [True, False, True]
    assert [inner.policy for inner in step.parts[2].parts] == [NO]


@pytest.mark.parametrize(
    ("policy", "deciding"),
    [
        (YES, YES),
        (NO, NO),
        (AnyOf((NO, YES)), YES),
        (AnyOf((NO,)), NO),
        (AllOf((YES, READ, NO)), READ),
        (AllOf((UNTOLD, NO)), NO),
        (AllOf((UNTOLD, YES)), UNTOLD),
        (AllOf((NO,)), NO),
        (Not(YES), YES),
        (Unless(YES, (NO,)), YES),
        (Unless(Authenticated(), (NO, YES)), YES),
        (Unless(YES, (UNTOLD,)), UNTOLD),
        (ByMethod({"GET": NO, "PUT": YES}), NO),
        (AnyOf((NO, AllOf((YES, Not(NO), YES)))), None),
    ],
)
def test_the_deciding_part_is_the_innermost_that_settled_it(policy: Policy, deciding: Policy | None) -> None:
    step = trace(policy)
    assert step.deciding.policy == (deciding or policy.parts[1])  # type: ignore[attr-defined]


def test_where_no_part_alone_settled_it_the_whole_did() -> None:
    step = trace(AnyOf((NO, READ)))
    assert step.deciding is step


def test_a_method_without_a_level_is_settled_by_the_levels() -> None:
    step = trace(ByMethod({"PUT": YES}))
    assert step.parts == ()
    assert step.deciding.policy == ByMethod({"PUT": YES})


def test_each_outcome_is_the_policys_own() -> None:
    step = trace(AllOf((READ, UNTOLD)))
    assert step.decision == AllOf((READ, UNTOLD)).decide(VIEWER, Facts(method="GET"))
    assert getattr(step.parts[0].decision, "reason", None) is reason.PERMISSION_MISSING
