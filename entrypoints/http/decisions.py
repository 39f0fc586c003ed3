"""The latest decisions, explained when somebody asks: what the admin address and callers with a permission are told.

The explaining is imported then, and not before: most workers are never asked.
"""

from typing import Any

from application.decisions.question import Question
from application.noting.notes import Note, Notes
from domain.plan.plan import Plan

MOST = 200  # decisions in one answer


class Decisions:
    def __init__(self, notes: Notes | None) -> None:
        """None: nothing is noted."""
        self._notes = notes

    def one(self, request_id: str) -> dict[str, Any] | None:
        """The explanation, as `document` says; None: it is not known here."""
        note = self._notes.find(request_id) if self._notes is not None else None
        if note is None:
            return None
        from application.explanation.document import document  # noqa: PLC0415
        from application.explanation.recalling import recalled  # noqa: PLC0415
        from entrypoints.offline import token_text  # noqa: PLC0415

        found = recalled(note, token_text())
        told: dict[str, Any] = {"gone": True, **_summary(note)} if found is None else document(found)
        return told

    def latest(self, terms: dict[str, Any]) -> dict[str, Any]:
        """The latest first, of those that fit `status`, `reason` and `route`, at most `limit`."""
        notes = self._notes
        if notes is None:
            return {"noting": False, "kept": 0, "decisions": []}
        limit = min(int(terms.get("limit") or MOST), MOST)
        told = [_summary(note) for note in notes.latest() if _fits(note, terms)]
        return {"noting": True, "kept": len(notes), "decisions": told[:limit]}


def _fits(note: Note, terms: dict[str, Any]) -> bool:
    outcome = note.outcome
    wanted = {name: terms.get(name) for name in ("status", "reason", "route")}
    return all(value is None or getattr(outcome, name) == value for name, value in wanted.items())


def _summary(note: Note) -> dict[str, Any]:
    from application.explanation.moments import utc  # noqa: PLC0415  as above

    outcome = note.outcome
    return {
        "request_id": outcome.request_id,
        "moment": note.moment,
        "time": utc(note.moment),
        "method": outcome.method,
        "path": outcome.path,
        "status": outcome.status,
        "reason": outcome.reason,
        "route": outcome.route,
        "subject": outcome.subject,
        "client": outcome.client,
    }


def explained_briefly(plan: Plan, question: Question) -> bytes:
    """For a header of the answer."""
    from application.explanation.brief import brief  # noqa: PLC0415
    from application.explanation.explaining import explained  # noqa: PLC0415
    from entrypoints.offline import decider  # noqa: PLC0415

    return brief(explained(plan, question, decider(plan).decide(question)))
