"""Failures of upstreams: the kinds there are, what a caller hears of each, and whether it tells of health."""

from dataclasses import dataclass
from enum import Enum
from math import ceil

from domain.message import reason
from domain.message.reason import Reason
from domain.message.refusal import Refusal


class FailureKind(Enum):
    CONNECT = reason.UPSTREAM_CONNECT
    CONNECT_TIMEOUT = reason.UPSTREAM_CONNECT_TIMEOUT
    RESET = reason.UPSTREAM_RESET
    INVALID = reason.UPSTREAM_INVALID  # not HTTP, or not valid
    IDLE_TIMEOUT = reason.UPSTREAM_TIMEOUT
    DEADLINE = reason.DEADLINE_EXCEEDED
    CIRCUIT_OPEN = reason.CIRCUIT_OPEN
    CALLER_BODY = reason.BODY_BROKEN  # the caller's own body failed; the upstream is not to blame
    CALLER_BODY_TOO_LARGE = reason.BODY_TOO_LARGE
    CALLER_BODY_LATE = reason.REQUEST_TIMEOUT
    CALLER_BODY_MALFORMED = reason.FRAMING_INVALID
    CALLER_HEADER = reason.HEADER_UNSAFE

    @property
    def reason(self) -> Reason:
        return self.value

    @property
    def blames_the_upstream(self) -> bool:
        return self not in _NOT_THE_UPSTREAM


_NOT_THE_UPSTREAM = frozenset((
    FailureKind.CIRCUIT_OPEN,
    FailureKind.CALLER_BODY,
    FailureKind.CALLER_BODY_TOO_LARGE,
    FailureKind.CALLER_BODY_LATE,
    FailureKind.CALLER_BODY_MALFORMED,
    FailureKind.CALLER_HEADER,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    kind: FailureKind
    why: str = ""  # for the log
    retry_after: float | None = None  # seconds

    def refusal(self) -> Refusal:
        if self.kind.reason.status != reason.CIRCUIT_OPEN.status:
            return Refusal(self.kind.reason, self.why)
        seconds = max(1, ceil(self.retry_after or 0))
        return Refusal(self.kind.reason, self.why, ((b"retry-after", b"%d" % seconds),))
