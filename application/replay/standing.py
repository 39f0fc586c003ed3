"""Standing: what the gateway decided on a call of the past, as far as that can be told from how the call ended.

What ended it otherwise (a caller who left, keys that could not be had, a pause after failures) says nothing of what the
configuration decides, and is not compared.
"""

from dataclasses import dataclass

from application.replay.call import LoggedCall
from application.reply import CALLER_LEFT
from domain.message.reason import (
    CATALOGUE,
    METHOD_NOT_ALLOWED,
    ORIGIN_REFUSED,
    ROUTE_UNKNOWN,
    UPGRADE_REFUSED,
    VERSION_UNKNOWN,
)

UNAUTHORISED, FORBIDDEN, NO_CONTENT = 401, 403, 204
_AFTER_ADMISSION = frozenset((
    "body-too-large", "body-broken", "request-timeout", "upstream-connect", "upstream-reset", "upstream-invalid",
    "circuit-open", "parameter-invalid", "body-malformed", "not-acceptable", "media-type-unsupported",
    "body-invalid", "answer-invalid", "upstream-connect-timeout", "upstream-idle-timeout", "deadline-exceeded",
))  # fmt: skip
_BY_OTHER_MEANS = frozenset((ORIGIN_REFUSED.name, UPGRADE_REFUSED.name))  # by headers that are in no log


@dataclass(frozen=True, slots=True)
class LetIn:
    upstream: str | None  # None: the route answered by itself, or it is not known


@dataclass(frozen=True, slots=True)
class Refused:
    """By what the configuration says."""


@dataclass(frozen=True, slots=True)
class Incomparable:
    why: str


OWN = Incomparable("answered by the gateway's own pages")


def standing(call: LoggedCall) -> LetIn | Refused | Incomparable:
    if not call.is_whole:
        return Incomparable("the line was cut when it was written")
    if call.reason is None:
        return _answered(call)
    reason = CATALOGUE.get(call.reason)
    if call.route is None:
        is_decided = reason in (ROUTE_UNKNOWN, METHOD_NOT_ALLOWED, VERSION_UNKNOWN)
        return Refused() if is_decided else Incomparable(f"refused before a route was looked for ({call.reason})")
    if call.upstream is not None or call.reason in _AFTER_ADMISSION:
        return LetIn(call.upstream)
    if reason and reason.status in (UNAUTHORISED, FORBIDDEN) and call.reason not in _BY_OTHER_MEANS:
        return Refused()
    why = "the caller left before it was decided" if call.reason == CALLER_LEFT else "no decision of the configuration"
    return Incomparable(f"{why} ({call.reason})")


def _answered(call: LoggedCall) -> LetIn | Incomparable:
    if call.route is not None:
        return LetIn(call.upstream)
    if call.method == "OPTIONS" and call.status == NO_CONTENT:
        return Incomparable("a preflight, whose headers are in no log")
    return OWN
