"""What became of a request, and whether memory grew: the judgements of the reload soak, without any I/O.

A call that failed while an upstream was being killed is explained by it, where it failed in the way that a killed
upstream makes calls fail. A connection closed under a request that was its second or later may be the legal race of
RFC 9112, 9.3.1; it is counted apart, and none is the aim. All else that is not the right answer is a lost request.
"""

import json
from dataclasses import dataclass, field
from statistics import median

OK, EXPLAINED, RACED, LOST = "ok", "explained", "raced", "lost"
OF_A_KILL = frozenset({"upstream-reset", "upstream-connect", "circuit-open"})
RACE = 0.1  # seconds from sending to the end of a connection that was closed before the request came
AFTERMATH = 3.0  # seconds from an upstream's being back: breakers cool down and try


@dataclass(slots=True)
class Kills:
    """When upstreams were dead, and still felt so. Seconds on one clock."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def began(self, at: float) -> None:
        self.spans.append((at, float("inf")))

    def ended(self, at: float) -> None:
        self.spans[-1] = (self.spans[-1][0], at + AFTERMATH)

    def touch(self, sent: float, over: float) -> bool:
        return any(sent <= end and start <= over for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one request ended, as its caller saw it."""

    sent: float
    over: float
    id: str
    digest: str = ""  # that the upstream must have seen
    status: int = 0  # none came
    body: bytes = b""
    whole: bool = False  # the answer came to its end
    hung: bool = False
    refused: bool = False  # there was no connection to be had
    nth: int = 1  # request of its connection


def judge(outcome: Outcome, kills: Kills) -> tuple[str, str]:
    """Which of the four, and in which way."""
    if outcome.hung:
        return LOST, "hung"
    if outcome.refused:
        return LOST, "no-connection"
    if not outcome.status:
        is_race = outcome.nth > 1 and outcome.over - outcome.sent <= RACE
        return (RACED, "closed-under-it") if is_race else (LOST, "no-answer")
    killed = kills.touch(outcome.sent, outcome.over)
    if not outcome.whole:
        return (EXPLAINED, "cut") if killed else (LOST, "cut")
    if outcome.status == 200:
        return _of_body(outcome)
    reason = _reason(outcome.body)
    return (EXPLAINED if killed and reason in OF_A_KILL else LOST), f"{outcome.status} {reason}"


def _of_body(outcome: Outcome) -> tuple[str, str]:
    try:
        said = json.loads(outcome.body)
        right = (said["id"], said["sha256"]) == (outcome.id, outcome.digest)
    except (ValueError, KeyError, TypeError):
        return LOST, "truncated"
    return (OK, "200") if right else (LOST, "mixed-up")


def _reason(body: bytes) -> str:
    try:
        return str(json.loads(body)["reason"])
    except (ValueError, KeyError, TypeError):
        return "without a reason"


@dataclass(frozen=True, slots=True)
class Growth:
    before: float  # the median of minute two
    after: float  # that of the last minute

    @property
    def ratio(self) -> float:
        return self.after / self.before

    def is_within(self, share: float) -> bool:
        return self.ratio <= 1 + share


def growth(samples: list[tuple[float, float]]) -> Growth | None:
    """Of (seconds since the load began, figure). None: the run is too short for a last minute after minute two."""
    end = samples[-1][0] if samples else 0.0
    if end < 175:  # three minutes, but for a sample
        return None
    last = [figure for at, figure in samples if at > end - 60]
    second = [figure for at, figure in samples if 60 <= at < 120]
    return Growth(median(second), median(last))
