"""`time` compiles to hours, a period, or both; what says nothing or leaves no time is a fault."""

from typing import Any

import pytest

from domain.permissions.combination import AllOf
from domain.permissions.hours import DAY, Hours, Period
from domain.permissions.policy import Policy
from domain.plan.times import compile_time
from domain.spec.fault import Fault
from domain.spec.requirement import Moment, Time
from tests.unit.domain.builders import at, text

EARLY, LATE = Moment(text("early"), 10.0), Moment(text("late"), 20.0)
EVERY = frozenset(range(7))


@pytest.mark.parametrize(
    ("said", "policy"),
    [
        ({"start": 60, "end": 120}, Hours(60, 120, EVERY)),
        ({"start": 60, "offset": 3600}, Hours(60, DAY, EVERY, 3600)),
        ({"end": 60}, Hours(0, 60, EVERY)),
        ({"start": 60, "end": 0}, Hours(60, 0, EVERY)),
        ({"days": frozenset((1,))}, Hours(0, DAY, frozenset((1,)))),
        ({"after": EARLY}, Period(10.0, None, "after early")),
        ({"before": LATE}, Period(None, 20.0, "before late")),
        ({"after": EARLY, "before": LATE}, Period(10.0, 20.0, "after early and before late")),
        ({"end": 60, "after": EARLY}, AllOf((Hours(0, 60, EVERY), Period(10.0, None, "after early")))),
    ],
)
def test_a_time_is_what_it_says(said: dict[str, Any], policy: Policy) -> None:
    faults: list[Fault] = []
    assert (compile_time(Time(at(), **said), faults), faults) == (policy, [])


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "`time` says nothing"),
        ({"offset": 3600}, "`time` says nothing"),
        ({"days": frozenset()}, "`days` names no day"),
        ({"start": 60, "end": 60}, "`from` and `until` leave no time"),
        ({"end": 0}, "`from` and `until` leave no time"),
        ({"after": LATE, "before": EARLY}, "`after` and `before` leave no time"),
        ({"after": LATE, "before": LATE}, "`after` and `before` leave no time"),
    ],
)
def test_a_time_that_never_comes_is_a_fault(said: dict[str, Any], message: str) -> None:
    faults: list[Fault] = []
    assert compile_time(Time(at(3), **said), faults) is None
    assert [(fault.at, fault.code, fault.message) for fault in faults] == [(at(3), "time-empty", message)]
