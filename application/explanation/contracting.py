"""What the route's contract says to a request, as far as that is asked: of its body, only where it is at hand."""

from dataclasses import dataclass

from application.contracts.complaint import REASONS
from application.decisions.question import Question
from application.decisions.verdict import Verdict
from domain.contract.contract import Contract, Mode
from domain.message.reason import BODY_INVALID, BODY_MALFORMED, BODY_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED
from domain.plan.plan import Route
from domain.spec.place import Place

_OF_BODIES = frozenset(one.name for one in (MEDIA_TYPE_UNSUPPORTED, BODY_MALFORMED, BODY_INVALID, BODY_TOO_LARGE))


@dataclass(frozen=True, slots=True)
class Contracted:
    """What the route's contract says to this request."""

    requests: str  # enforce, report, ignore
    takes: tuple[str, ...]  # media types of bodies
    body: str | None  # kept, broken, would be checked, not reached, not looked at; None: it says nothing of bodies
    told: str | None  # what breaks it, and is let through
    at: Place


def contracted(route: Route, question: Question, verdict: Verdict) -> Contracted | None:
    """None: there is none, or nobody came so far as to ask."""
    contract = route.contract
    is_reached = verdict.is_let_in or verdict.reason in REASONS or verdict.reason == BODY_TOO_LARGE.name
    if contract is None or not is_reached or route.answer is not None:
        return None
    takes = tuple(contract.body.contents) if contract.body is not None else ()
    body = None if contract.body is None or question.is_handshake else _body(contract, question, verdict)
    return Contracted(contract.requests.value, takes, body, verdict.contract or None, contract.at)


def _body(contract: Contract, question: Question, verdict: Verdict) -> str:
    if contract.requests is Mode.IGNORE:
        return "not looked at"
    if verdict.reason in _OF_BODIES:
        return "broken"
    if verdict.reason is not None:
        return "not reached"
    if question.body is None:
        return "would be checked"
    return "broken" if any(name in verdict.contract for name in _OF_BODIES) else "kept"
