"""Trouble: why a part is missing, by the reason that a refusal of it would have.

A required part's trouble is the refusal; an optional one's is a member of `problems`. What an upstream says about the
caller (401, 403, 404, 429) or about itself (503) keeps its status, since it is true of the whole; anything else that is
no success is the upstream's failure, a 502.
"""

from dataclasses import dataclass

from domain.message import reason
from domain.message.headers import Header, Headers, values
from domain.message.reason import Reason
from domain.message.refusal import Refusal

_OF_STATUS = {
    401: reason.PART_UNAUTHENTICATED,
    403: reason.PART_FORBIDDEN,
    404: reason.PART_NOT_FOUND,
    410: reason.PART_NOT_FOUND,
    429: reason.PART_THROTTLED,
    503: reason.PART_UNAVAILABLE,
}
_PASSED = {401: b"www-authenticate", 429: b"retry-after", 503: b"retry-after"}
_UNLESS_SAID = {401: b"Bearer", 429: b"1", 503: b"1"}


@dataclass(frozen=True, slots=True)
class Trouble:
    part: str
    reason: Reason
    why: str = ""  # for the log
    headers: tuple[Header, ...] = ()  # of a refusal

    def refusal(self) -> Refusal:
        return Refusal(self.reason, f"part {self.part}: {self.why or self.reason.name}", self.headers, self._named())

    def told(self) -> dict[str, object]:
        """A member of `problems`."""
        return {"part": self.part, "status": self.reason.status, "reason": self.reason.name}

    def _named(self) -> dict[str, object]:
        return {"part": self.part}


def trouble_of(part: str, status: int, headers: Headers) -> Trouble:
    """Of an upstream's answer that is no success."""
    found = _OF_STATUS.get(status, reason.PART_FAILED)
    passed = _PASSED.get(status)
    said = values(headers, passed)[:1] if passed else []
    fields = ((passed, (said or [_UNLESS_SAID[status]])[0]),) if passed else ()
    return Trouble(part, found, f"the upstream said {status}", fields)
