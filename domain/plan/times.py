"""Compiles `time`: hours of days, a period, or both; something must be said, and must leave some time."""

from domain.permissions.combination import AllOf
from domain.permissions.hours import DAY, DAYS, Hours, Period
from domain.permissions.policy import Placed
from domain.spec.fault import Fault
from domain.spec.requirement import Time


def compile_time(time: Time, faults: list[Fault]) -> Placed | None:
    """None is a fault."""
    parts = tuple(filter(None, (_hours(time), _period(time))))
    objection = _objection(time) if parts else "`time` says nothing"
    if objection:
        hint = 'like `{from: "08:00", until: "18:00", days: [mon, fri], zone: UTC}`, or `after` and `before`'
        faults.append(Fault(time.at, "time-empty", objection, hint))
        return None
    return parts[0] if len(parts) == 1 else AllOf(parts)


def _hours(time: Time) -> Placed | None:
    if time.start is None and time.end is None and time.days is None:
        return None
    start, end = time.start or 0, DAY if time.end is None else time.end
    return Hours(start, end, frozenset(range(len(DAYS))) if time.days is None else time.days, time.offset)


def _period(time: Time) -> Placed | None:
    after, before = time.after, time.before
    words = [f"after {after.written}"] if after else []
    words += [f"before {before.written}"] if before else []
    if not words:
        return None
    return Period(after.seconds if after else None, before.seconds if before else None, " and ".join(words))


def _objection(time: Time) -> str:
    if time.days is not None and not time.days:
        return "`days` names no day"
    if time.end is not None and time.end == (time.start or 0):
        return "`from` and `until` leave no time"
    if time.after and time.before and time.after.seconds >= time.before.seconds:
        return "`after` and `before` leave no time"
    return ""
