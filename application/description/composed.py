"""Composed: what a route answers that is made of several calls, as far as its composition says it."""

from application.composition.composing import PARTIAL
from application.description.references import Members
from domain.composition.composition import PROBLEMS, Composition
from domain.spec.document import Json

# What an upstream says of the caller is true of the whole (domain/composition/trouble.py); all else is a 502.
STATUSES = frozenset((401, 403, 404, 429, 502, 503, 504))
_MISSING: Members = {
    "type": "array",
    "description": "The parts that are missing, and why. It is there when one is.",
    "items": {
        "type": "object",
        "required": ["part", "status", "reason"],
        "properties": {"part": {"type": "string"}, "status": {"type": "integer"}, "reason": {"type": "string"}},
    },
}


def composed_answer(composition: Composition, method: str) -> Members:
    """Each part below its name; those that are laid flat may bring any member."""
    names = ", ".join(f"`{part.name}`" for part in composition.parts if part.is_optional)
    header: Members = {"description": "The parts that are missing.", "schema": {"type": "string"}}
    told: Members = {"description": f"The parts in one answer{f'; without {names} where need be' if names else ''}."}
    if names:
        told["headers"] = {PARTIAL.decode("ascii"): header}
    return told if method == "HEAD" else {**told, "content": {"application/json": {"schema": _schema(composition)}}}


def _schema(composition: Composition) -> Members:
    below = [part for part in composition.parts if part.into and part.join is None]
    needed: list[Json] = [part.into for part in below if not part.is_optional]
    properties: Members = {part.into: {} for part in below}
    is_partial = any(part.is_optional for part in composition.parts)
    return {
        "type": "object",
        "properties": {**properties, **({PROBLEMS: _MISSING} if is_partial else {})},
        **({"required": needed} if needed else {}),
    }
