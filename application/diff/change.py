"""Changes: what becomes otherwise of the requests that an old route and a new one have in common."""

from dataclasses import dataclass, field
from enum import Enum

from application.decisions.question import Question
from application.decisions.verdict import Outcome, Verdict


class Kind(Enum):
    """In the order of danger."""

    OPENED = "opened"
    UNKNOWN = "unknown"  # whether anybody is let in, or kept out, who was not: nobody could tell
    CLOSED = "closed"
    REFUSED_OTHERWISE = "refused otherwise"
    ANSWER = "other answer"
    UPSTREAM = "other upstream"
    PATH = "other path sent on"
    HEADERS = "other headers"
    TIMEOUTS = "other timeouts"
    TERMS = "other terms"
    ROUTE = "other route"


MAY_OPEN = (Kind.OPENED, Kind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Witness:
    """A request whose outcome changes, and both outcomes."""

    question: Question
    old: Verdict
    new: Verdict


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    old_route: str | None  # None: no route takes the request
    new_route: str | None
    details: tuple[str, ...] = ()  # what differs
    witness: Witness | None = None  # None: none was found, and that there is none is not certain
    roles: frozenset[str] = field(default_factory=frozenset)  # each of which suffices to see the change

    @property
    def was(self) -> str:
        return told(self.witness.old) if self.witness else "?"

    @property
    def would_be(self) -> str:
        return told(self.witness.new) if self.witness else "?"


def told(verdict: Verdict) -> str:
    """The outcome in a few words."""
    if verdict.outcome is Outcome.FORWARDED:
        return f"sent to {verdict.sent_to}"
    if verdict.outcome is Outcome.ANSWERED:
        return f"{verdict.status} by the route itself"
    return f"{verdict.status} {verdict.reason}"
