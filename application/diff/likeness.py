"""Likeness: whether two routes do the same with the same request, by their compiled values alone.

Upstreams are names here; what is behind a name is compared once, and not at each of its routes. So are documents, which
may be large, and are those of many contracts.
"""

from dataclasses import dataclass, field

from domain.analysis.callers import policy_of
from domain.analysis.placing import places_of
from domain.contract.contract import Contract
from domain.contract.meaning import documents, said, shared
from domain.permissions.reads import literals
from domain.plan.plan import Route
from domain.spec.document import Document

# What becomes of a request that is let in, beside what its contract says.
DONE = (
    "destinations", "answer", "mirrors", "cors", "websocket", "compresses", "overrides", "published", "composed",
    "shaping", "deprecated", "tags", "ready", "errors", "maps_links",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of the routes of two plans; a document is itself, whatever another one says."""

    _compared: dict[tuple[Document, Document], bool] = field(default_factory=dict)

    def are_alike(self, old: Route, new: Route) -> bool:
        if not admit_alike(old, new) or any(getattr(old, name) != getattr(new, name) for name in DONE):
            return False
        return self._hold_alike(old.contract, new.contract)

    def _hold_alike(self, old: Contract | None, new: Contract | None) -> bool:
        if old is None or new is None:
            return old is new
        return said(old) == said(new) and all(map(self._refer_alike, documents(old), documents(new)))

    def _refer_alike(self, old: Document, new: Document) -> bool:
        if (old, new) not in self._compared:
            self._compared[old, new] = shared(old) == shared(new)
        return self._compared[old, new]


def admit_alike(old: Route, new: Route) -> bool:
    """Parameters of the same name stand at the same places, so that policies that speak of them say the same."""
    return (
        (old.door == new.door)
        and old.fence == new.fence
        and old.step_up == new.step_up
        and gone_at(old) == gone_at(new)
        and places_of(old.matcher.pattern) == places_of(new.matcher.pattern)
        and _literals(old) == _literals(new)
    )


def gone_at(route: Route) -> int | None:
    """From when on it is refused to everybody."""
    return route.deprecated.gone_at if route.deprecated else None


def _literals(route: Route) -> tuple[str, ...]:
    policy = policy_of(route)
    return literals(policy) if policy else ()
