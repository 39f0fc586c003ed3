"""Composed routes and shaped answers, compiled: what a route says beside where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.composition.composition import Composition
from domain.composition.shape import Shape
from domain.message.edits import Edits
from domain.spec.place import Place

if TYPE_CHECKING:
    from domain.plan.plan import Destination


@dataclass(frozen=True, slots=True)
class Composed:
    """What several upstreams answer together."""

    composition: Composition
    ways: "Mapping[str, Destination]"  # by part
    response: Edits
    at: Place = field(compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Shaping:
    """What becomes of the upstream's answers where they are JSON."""

    shape: Shape
    limit: int  # bytes
    passes_others: bool  # what is no JSON, and so may hold anything
    at: Place = field(compare=False, repr=False, kw_only=True)
