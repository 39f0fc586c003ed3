"""The policies of a route, each node of them, and by what words a case may name one."""

from collections.abc import Iterator

from domain.permissions.by_method import ByMethod
from domain.permissions.facts import NO_FACTS
from domain.permissions.policy import Placed, Policy
from domain.permissions.trace import parts_of
from domain.plan.plan import Route


def identified(route: Route) -> Iterator[str]:
    """Everything by which a case may name one of the route's policies."""
    for root in policies_of(route):
        for policy in every(root):
            yield from labels(policy)


def labels(policy: Policy) -> Iterator[str]:
    """Its name, its text, and its place: with column, with line, and without the folder."""
    if isinstance(policy, Placed) and policy.called:
        yield policy.called
    yield str(policy)
    at = policy.at if isinstance(policy, Placed) else None
    if at is not None:
        for file in {at.file, at.file.rpartition("/")[2]}:
            yield f"{file}:{at.line}:{at.column}"
            yield f"{file}:{at.line}"


def policies_of(route: Route) -> tuple[Policy, ...]:
    """What the route asks for: of its door, or of the fence of a public one."""
    asked_for = route.door.policy if route.door else route.fence
    return () if asked_for is None else (asked_for,)


def every(policy: Policy) -> Iterator[Policy]:
    yield policy
    for part in all_parts(policy):
        yield from every(part)


def all_parts(policy: Policy) -> tuple[Policy, ...]:
    """As parts_of, and of levels of methods every one."""
    return tuple(policy.policies.values()) if isinstance(policy, ByMethod) else parts_of(policy, NO_FACTS)
