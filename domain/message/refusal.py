"""Refusals: the answer that the gateway itself gives, as a value that goes straight to the writer.

The body is `application/problem+json` (RFC 9457) with the extensions `reason` and `request_id`. `why` is for the log
alone: it may name keys, targets and policies, and never reaches the caller.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.message.headers import Header
from domain.message.reason import Reason

PROBLEM_JSON = b"application/problem+json"
PROBLEM_BASE = "/docs/problems/"  # a page a reason, of the gateway's own (docs/decisions/0133)


@dataclass(frozen=True, slots=True)
class Refusal:
    reason: Reason
    why: str = ""
    headers: tuple[Header, ...] = ()
    members: Mapping[str, object] = field(default_factory=dict)  # of the document, beside those that all have

    @property
    def status(self) -> int:
        return self.reason.status


def problem(refusal: Refusal, *, instance: str, request_id: str) -> dict[str, object]:
    """The members of the problem document. `instance` is the path of the request."""
    reason = refusal.reason
    return {
        "type": PROBLEM_BASE + reason.name,
        "title": reason.title,
        "status": reason.status,
        "detail": reason.detail,
        "instance": instance,
        "reason": reason.name,
        "request_id": request_id,
        **refusal.members,
    }
