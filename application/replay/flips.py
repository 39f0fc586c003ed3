"""Flips: calls that another plan decides otherwise, sorted by danger and put together with others of their kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from application.decisions.decider import Decider
from application.decisions.verdict import Outcome, Verdict
from application.ports.call_log import Line
from application.replay.call import LoggedCall, read_call
from application.replay.judge import AsksWho, Judge, Judged
from application.replay.standing import OWN, Incomparable, LetIn

SHOWN = 5  # places of a group that are told


class Change(Enum):
    """In the order of danger."""

    OPENED = "opened"
    CLOSED = "closed"
    REFUSED_OTHERWISE = "refused otherwise"
    ANSWER = "other answer"
    UPSTREAM = "other upstream"
    ROUTE = "other route"


@dataclass(frozen=True, slots=True)
class Kind:
    change: Change
    was: str
    would_be: str
    old_route: str | None
    new_route: str | None


@dataclass(slots=True)
class Group:
    example: LoggedCall
    count: int = 0
    places: list[str] = field(default_factory=list)  # of the first few


@dataclass(slots=True)
class Replayed:
    lines: int = 0
    foreign: int = 0  # no lines about a request
    own: int = 0  # requests that the gateway's own pages answered
    judged: int = 0
    flips: dict[Kind, Group] = field(default_factory=dict)
    not_judged: dict[str, Group] = field(default_factory=dict)

    @property
    def ranked(self) -> list[tuple[Kind, Group]]:
        order = list(Change)
        return sorted(self.flips.items(), key=lambda one: (order.index(one[0].change), -one[1].count))

    def has(self, change: Change) -> bool:
        return any(kind.change is change for kind in self.flips)


def replay(lines: Iterable[Line], decider: Decider) -> Replayed:
    judge, found = Judge(decider), Replayed()
    for line in lines:
        found.lines += 1
        call = read_call(line)
        if call is None:
            found.foreign += 1
        else:
            _count(found, call, judge.judge(call))
    return found


def _count(found: Replayed, call: LoggedCall, judged: Judged | AsksWho | Incomparable) -> None:
    if judged is OWN:
        found.own += 1
    elif isinstance(judged, Incomparable):
        _add(found.not_judged.setdefault(judged.why, Group(call)), call)
    else:
        found.judged += 1
        kind = flip_of(call, judged)
        if kind is not None:
            _add(found.flips.setdefault(kind, Group(call)), call)


def _add(group: Group, call: LoggedCall) -> None:
    group.count += 1
    if len(group.places) < SHOWN:
        group.places.append(call.place)


def flip_of(call: LoggedCall, judged: Judged | AsksWho) -> Kind | None:
    verdict = judged.verdict
    change = Change.REFUSED_OTHERWISE if isinstance(judged, AsksWho) else _change(call, judged)
    if change is None:
        return None
    new = verdict.route.name if verdict.route else None
    would_be = "asks who is calling" if isinstance(judged, AsksWho) else _would_be(verdict)
    return Kind(change, _was(call, judged.was), would_be, call.route, new)


def _change(call: LoggedCall, judged: Judged) -> Change | None:
    was, verdict = judged.was, judged.verdict
    is_let_in = isinstance(was, LetIn)
    if is_let_in is not verdict.is_let_in:
        return Change.OPENED if verdict.is_let_in else Change.CLOSED
    if not is_let_in and verdict.status != call.status:
        return Change.REFUSED_OTHERWISE
    if isinstance(was, LetIn) and (change := _elsewhere(call, was, verdict)) is not None:
        return change
    return Change.ROUTE if call.route != (verdict.route.name if verdict.route else None) else None


def _elsewhere(call: LoggedCall, was: LetIn, verdict: Verdict) -> Change | None:
    ways = {sent.destination.upstream for sent in verdict.sent}
    if was.upstream is not None:
        return None if was.upstream in ways else Change.UPSTREAM if ways else Change.ANSWER
    if verdict.is_composed:  # the log names no one upstream of theirs
        return None
    if call.reason is not None:  # let in, and sent nowhere because of its body
        return None
    return None if verdict.outcome is Outcome.ANSWERED and verdict.status == call.status else Change.ANSWER


def _was(call: LoggedCall, was: object) -> str:
    if isinstance(was, LetIn):
        return f"sent to {was.upstream}" if was.upstream else f"{call.status} by the route itself"
    return f"{call.status} {call.reason}"


def _would_be(verdict: Verdict) -> str:
    if verdict.outcome is Outcome.FORWARDED:
        return f"sent to {verdict.sent_to}"
    if verdict.outcome is Outcome.ANSWERED:
        return f"{verdict.status} by the route itself"
    return f"{verdict.status} {verdict.reason}" if verdict.reason else verdict.why or f"{verdict.status}"
