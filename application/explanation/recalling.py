"""Recalling: the explanation of a call that was noted, by the plan in force when it was decided; that may be gone.

What the upstream did, and what a body was, cannot be decided again: there the record is the decision. Where what is
kept does not suffice to come to the same, the explanation says so, and what was decided stands beside it.
"""

from dataclasses import replace

from application.contracts.complaint import REASONS
from application.decisions.decider import Decider
from application.decisions.question import PRESENTED, Question
from application.explanation.explaining import explained
from application.explanation.explanation import Explanation, Recorded, Ruling
from application.explanation.moments import utc
from application.noting.notes import Note
from application.ports.token_text import TokenText
from domain.message.reason import CATALOGUE
from domain.upstream.failure import FailureKind

KNOWN = "as the caller was known when the call was decided; no credential is kept"
_OF_THE_UPSTREAM = frozenset(kind.reason.name for kind in FailureKind)


def recalled(note: Note, text: TokenText) -> Explanation | None:
    """None: the configuration by which it was decided is gone."""
    runtime = note.runtime()
    if runtime is None:
        return None
    question = _question(note)
    found = explained(runtime.plan, question, Decider(runtime.plan, text).decide(question))
    broke = note.outcome.reason in (_OF_THE_UPSTREAM | REASONS) and found.decision.outcome == "forwarded"
    agrees = broke or _comes_to_the_same(found, note)
    decision = _broken(note, found.decision) if broke else found.decision
    caller = replace(found.caller, how=KNOWN) if found.caller else None
    return replace(found, decision=decision, caller=caller, recorded=_recorded(note, agrees=agrees))


def _question(note: Note) -> Question:
    outcome = note.outcome
    return Question(
        outcome.method,
        note.target,
        tuple(note.headers),
        PRESENTED if note.who is None else note.who,
        note.moment,
        note.peer,
        note.scheme,
        note.version,
        outcome.request_id,
    )


def _comes_to_the_same(found: Explanation, note: Note) -> bool:
    outcome = note.outcome
    route = found.routing.route if found.routing else None
    return (found.decision.reason, route) == (outcome.reason, outcome.route)


def _broken(note: Note, decision: Ruling) -> Ruling:
    reason = CATALOGUE[note.outcome.reason or ""]
    is_ours = reason.name in REASONS
    summary = f"{'the contract is broken' if is_ours else 'the upstream failed'}: {note.outcome.why or reason.detail}"
    return Ruling(
        "refused",
        allowed=True,
        status=reason.status,
        reason=reason.name,
        detail=reason.detail,
        why=note.outcome.why,
        stage="contract" if is_ours else "upstream",
        summary=summary,
        at=decision.at,
    )


def _recorded(note: Note, *, agrees: bool) -> Recorded:
    outcome = note.outcome
    return Recorded(
        outcome.request_id,
        utc(note.moment),
        outcome.status,
        outcome.reason,
        outcome.why,
        outcome.route,
        outcome.subject,
        outcome.upstream,
        outcome.target,
        agrees,
    )
