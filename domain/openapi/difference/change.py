"""Changes: one difference of two documents, and whom it breaks: callers that hold to the old one.

One law grades all that a schema says: a caller breaks where less is taken of what it sends, or where more is sent to it
than it knows. Narrower requests and wider answers break; the other way nobody notices.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from domain.spec.document import Pointer


class Grade(Enum):
    BREAKING = "breaking"
    MAYBE = "maybe"  # it depends on what a caller relies on
    COMPATIBLE = "compatible"


class Way(Enum):
    """What became of the values that a schema lets through."""

    NARROWER = "narrower"
    WIDER = "wider"
    UNSURE = "unsure"


class Direction(Enum):
    REQUEST = "request"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Change:
    grade: Grade
    code: str  # stable, as those of faults are
    at: Pointer
    words: str
    is_old: bool = False  # `at` is a place in the old document
    operations: tuple[str, ...] = ()  # `POST /orders`; none: it is about the whole


_BREAKS = {(Way.NARROWER, Direction.REQUEST), (Way.WIDER, Direction.ANSWER)}


def grade_of(way: Way, direction: Direction) -> Grade:
    if way is Way.UNSURE:
        return Grade.MAYBE
    return Grade.BREAKING if (way, direction) in _BREAKS else Grade.COMPATIBLE


def together(changes: Iterable[Change]) -> list[Change]:
    """What several operations share is told once; the worst first, else as it came."""
    found: dict[Change, tuple[str, ...]] = {}
    for change in changes:
        alone = replace(change, operations=())
        found[alone] = tuple(dict.fromkeys((*found.get(alone, ()), *change.operations)))
    order = list(Grade)
    return sorted((replace(one, operations=who) for one, who in found.items()), key=lambda one: order.index(one.grade))
