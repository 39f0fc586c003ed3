"""When a call comes: hours of certain days at a fixed offset from UTC, and a period between two moments.

Knows no zones with a name: their offsets change by law, and with them who may call (docs/decisions/0071). Hours that
end before they begin go past midnight, and belong to the day on which they began.
"""

from dataclasses import dataclass

from domain.identity.principal import Principal
from domain.message import reason
from domain.permissions.decision import ALLOW, Decision, Denial, undecided
from domain.permissions.facts import Asks, Facts
from domain.permissions.policy import Placed

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 86_400  # seconds
_EPOCH = DAYS.index("thu")  # 1970-01-01
_UNKNOWN = undecided(reason.TIME_MISMATCH, "the time is not known")


@dataclass(frozen=True, slots=True)
class Hours(Placed):
    """`start` and `end` are seconds of the day, `end` excluded; `days` count from Monday, 0; `offset` is in seconds."""

    start: int = 0
    end: int = DAY
    days: frozenset[int] = frozenset(range(7))
    offset: int = 0

    @property
    def asks(self) -> Asks:
        return Asks.MOMENT

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        if facts.moment is None:
            return _UNKNOWN
        since_epoch, second = divmod(facts.moment + self.offset, DAY)
        today = (int(since_epoch) + _EPOCH) % 7
        return ALLOW if self._covers(today, second) else Denial(reason.TIME_MISMATCH, f"not so: {self}")

    def _covers(self, today: int, second: float) -> bool:
        if self.start < self.end:
            return self.start <= second < self.end and today in self.days
        if second >= self.start:
            return today in self.days
        return second < self.end and (today - 1) % 7 in self.days

    def __str__(self) -> str:
        days = " ".join(DAYS[day] for day in sorted(self.days))
        every = "" if len(self.days) == len(DAYS) else f"{days} "
        return f"time {every}{_clock(self.start)}-{_clock(self.end)} {_zone(self.offset)}"


@dataclass(frozen=True, slots=True)
class Period(Placed):
    """From `after` on, until `before`; seconds since the epoch. None: open at that end."""

    after: float | None
    before: float | None
    written: str

    @property
    def asks(self) -> Asks:
        return Asks.MOMENT

    def decide(self, principal: Principal, facts: Facts) -> Decision:  # noqa: ARG002
        moment = facts.moment
        if moment is None:
            return _UNKNOWN
        is_early = self.after is not None and moment < self.after
        is_late = self.before is not None and moment >= self.before
        return Denial(reason.TIME_MISMATCH, f"not so: {self}") if is_early or is_late else ALLOW

    def __str__(self) -> str:
        return f"time {self.written}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}"


def _zone(offset: int) -> str:
    return f"{'-' if offset < 0 else '+'}{_clock(abs(offset))}" if offset else "UTC"
