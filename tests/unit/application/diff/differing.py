"""The shop's rules, changed; and what is told of it."""

from application.diff.change import Change, Kind
from application.diff.compare import Comparison, compare
from entrypoints.offline import decider
from tests.unit.application.house import CONFIG, plan_of

Told = tuple[str, str | None, str | None, str, str]


def compared(new: str, old: str = CONFIG) -> Comparison:
    return compare(decider(plan_of(old)), decider(plan_of(new)))


def told(found: Comparison) -> list[Told]:
    return [(one.kind.value, one.old_route, one.new_route, one.was, one.would_be) for one in found.changes]


def only(found: Comparison, kind: Kind) -> Change:
    (change,) = (one for one in found.changes if one.kind is kind)
    return change


def with_route(route: str, text: str = CONFIG) -> str:
    return f"{text}  {route}\n"
