"""Hours and periods: at a fixed offset, to the second, and past midnight."""

from datetime import UTC, datetime

import pytest

from domain.identity.principal import NOBODY
from domain.message import reason
from domain.permissions.decision import ALLOW, Denial, undecided
from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.hours import DAY, Hours, Period
from domain.permissions.policy import Policy

WORK = Hours(8 * 3600, 18 * 3600, frozenset(range(5)))
NIGHT = Hours(22 * 3600, 6 * 3600, frozenset((4,)))  # from Friday to Saturday
SUNDAY = Hours(22 * 3600, 6 * 3600, frozenset((6,)))
NEXT = Hours(0, 12 * 3600, frozenset((0,)), offset=14 * 3600)
BEFORE = Hours(12 * 3600, DAY, frozenset((6,)), offset=-9 * 3600 - 1800)


def at(text: str) -> Facts:
    return Facts(moment=datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("hours", "moment"),
    [
        (WORK, "2026-11-23T08:00:00"),  # a Monday
        (WORK, "2026-11-27T17:59:59.999"),
        (NIGHT, "2026-11-27T22:00:00"),
        (NIGHT, "2026-11-28T05:59:59"),
        (SUNDAY, "2026-11-29T22:00:00"),
        (SUNDAY, "2026-11-30T05:59:59"),
        (NEXT, "2026-11-22T10:00:00"),  # Monday 00:00 there
        (BEFORE, "2026-11-23T09:29:59"),  # Sunday 23:59:59 there
        (Hours(), "2026-11-23T00:00:00"),
        (Hours(), "1969-12-31T23:59:59"),
        (Hours(days=frozenset((3,))), "1970-01-01T00:00:00"),
    ],
)
def test_a_moment_inside_is_allowed(hours: Hours, moment: str) -> None:
    assert hours.decide(NOBODY, at(moment)) is ALLOW


@pytest.mark.parametrize(
    ("hours", "moment"),
    [
        (WORK, "2026-11-23T07:59:59.999"),
        (WORK, "2026-11-23T18:00:00"),
        (WORK, "2026-11-28T12:00:00"),
        (WORK, "2026-11-29T12:00:00"),
        (NIGHT, "2026-11-27T21:59:59"),
        (NIGHT, "2026-11-27T05:59:59"),  # of the night that began on Thursday
        (NIGHT, "2026-11-28T06:00:00"),
        (NIGHT, "2026-11-28T22:00:00"),
        (NEXT, "2026-11-22T09:59:59"),
        (BEFORE, "2026-11-23T09:30:00"),
        (Hours(days=frozenset((3,))), "1970-01-02T00:00:00"),
    ],
)
def test_a_moment_outside_is_denied(hours: Hours, moment: str) -> None:
    assert hours.decide(NOBODY, at(moment)) == Denial(reason.TIME_MISMATCH, f"not so: {hours}")


def test_a_week_has_as_many_hours_as_it_says() -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC).timestamp()
    week = [Facts(moment=monday + hour * 3600) for hour in range(7 * 24)]
    counts = [sum(hours.decide(NOBODY, facts) is ALLOW for facts in week) for hours in (WORK, NIGHT, NEXT, Hours())]
    assert counts == [50, 8, 12, 168]


@pytest.mark.parametrize(
    ("after", "before", "allowed"),
    [(10.0, 20.0, [10.0, 19.9]), (10.0, None, [10.0, 19.9, 20.0, 1e12]), (None, 20.0, [-5.0, 9.9, 10.0, 19.9])],
)
def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(
    after: float | None, before: float | None, allowed: list[float]
) -> None:
    period = Period(after, before, "then")
    moments = [-5.0, 9.9, 10.0, 19.9, 20.0, 1e12]
    assert [moment for moment in moments if period.decide(NOBODY, Facts(moment=moment)) is ALLOW] == allowed
    denial = Denial(reason.TIME_MISMATCH, "not so: time then")
    assert all(period.decide(NOBODY, Facts(moment=one)) == denial for one in moments if one not in allowed)


@pytest.mark.parametrize("policy", [WORK, Period(None, None, "ever")])
def test_without_the_time_nothing_is_decided(policy: Policy) -> None:
    assert policy.decide(NOBODY, NO_FACTS) == undecided(reason.TIME_MISMATCH, "the time is not known")
    assert policy.asks == Asks.MOMENT


def test_hours_print_as_a_person_would_say_them() -> None:
    assert str(WORK) == "time mon tue wed thu fri 08:00-18:00 UTC"
    assert str(Hours()) == "time 00:00-24:00 UTC"
    assert str(BEFORE) == "time sun 12:00-24:00 -09:30"
    assert str(NEXT) == "time mon 00:00-12:00 +14:00"
