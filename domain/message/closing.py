"""Closing: how a WebSocket ends, and what each side hears of it (RFC 6455, 7.4).

A close that one side sends passes to the other as it is, with its code and reason, or with none. What breaks off is
told in the words of the hop: 1001 to an upstream whose caller has gone, 1011 to a caller whose upstream has failed,
1009 to both where a message was too large. What the gateway ends it explains by a stable word as the close's reason.
"""

from dataclasses import dataclass
from enum import Enum

from domain.message.reason import UPSTREAM_INVALID, UPSTREAM_RESET

GOING_AWAY, PROTOCOL_ERROR, POLICY, TOO_LARGE, INTERNAL = 1001, 1002, 1008, 1009, 1011
MESSAGE_TOO_LARGE, CALLER_LEFT = "message-too-large", "caller-left"
LONGEST_REASON = 123  # bytes: a control frame holds 125, two of them the code's

_REGISTERED = frozenset((1000, 1001, 1002, 1003, *range(1007, 1015)))  # 1004 to 1006 and 1015 are never sent
_FREE = range(3000, 5000)


@dataclass(frozen=True, slots=True)
class Close:
    """A close frame: None is one without a code."""

    code: int | None
    reason: str = ""

    @property
    def may_be_sent(self) -> bool:
        if self.code is None:
            return not self.reason
        return (self.code in _REGISTERED or self.code in _FREE) and len(self.reason.encode()) <= LONGEST_REASON


class Broken(Enum):
    """How a side ends without a close of its own."""

    LOST = "lost"
    INVALID = "invalid"
    TOO_LARGE = "too large"


End = Close | Broken


@dataclass(frozen=True, slots=True)
class Ending:
    """What the caller and the upstream are told, and the word for it in the log; None where they closed in order."""

    caller: Close
    upstream: Close
    word: str | None = None


def ended_by_caller(end: End) -> Ending:
    if isinstance(end, Close) and end.may_be_sent:
        return Ending(end, end)
    if end is Broken.TOO_LARGE:
        return _too_large()
    return Ending(Close(PROTOCOL_ERROR), Close(GOING_AWAY, CALLER_LEFT), CALLER_LEFT)


def ended_by_upstream(end: End) -> Ending:
    if isinstance(end, Close) and end.may_be_sent:
        return Ending(end, end)
    if end is Broken.TOO_LARGE:
        return _too_large()
    word = (UPSTREAM_RESET if end is Broken.LOST else UPSTREAM_INVALID).name
    return Ending(Close(INTERNAL, word), Close(PROTOCOL_ERROR), word)


def ended_by_gateway(code: int, word: str) -> Ending:
    """The upstream is not to blame for what the gateway ends, so it hears 1001."""
    return Ending(Close(code, word), Close(GOING_AWAY, word), word)


def _too_large() -> Ending:
    close = Close(TOO_LARGE, MESSAGE_TOO_LARGE)
    return Ending(close, close, MESSAGE_TOO_LARGE)
