"""Likeness: whether two routes do the same with the same request, by their compiled values alone.

Upstreams are names here; what is behind a name is compared once, and not at each of its routes.
"""

from domain.analysis.callers import policy_of
from domain.analysis.placing import places_of
from domain.contract.meaning import meaning
from domain.permissions.reads import literals
from domain.plan.plan import Route

# What becomes of a request that is let in.
DONE = (
    "destinations", "answer", "mirrors", "cors", "websocket", "compresses", "overrides", "published", "composed",
    "shaping", "deprecated", "tags", "ready", "errors",
)  # fmt: skip


def are_alike(old: Route, new: Route) -> bool:
    return (
        admit_alike(old, new)
        and all(getattr(old, name) == getattr(new, name) for name in DONE)
        and meaning(old.contract) == meaning(new.contract)
    )


def admit_alike(old: Route, new: Route) -> bool:
    """Parameters of the same name stand at the same places, so that policies that speak of them say the same."""
    return (
        (old.door == new.door)
        and old.fence == new.fence
        and old.step_up == new.step_up
        and places_of(old.matcher.pattern) == places_of(new.matcher.pattern)
        and _literals(old) == _literals(new)
    )


def _literals(route: Route) -> tuple[str, ...]:
    policy = policy_of(route)
    return literals(policy) if policy else ()
