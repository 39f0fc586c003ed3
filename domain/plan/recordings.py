"""Compiles what the access log keeps for a replay: whatever the routes of this configuration decide by."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.identity.api_key import ApiKeys
from domain.identity.certificate import Certificates
from domain.permissions.reads import NOTHING, Reads, read_by
from domain.permissions.recording import Recording
from domain.plan.plan import Route

SECRET = frozenset((b"authorization", b"proxy-authorization", b"cookie"))


def compile_recording(routes: Iterable[Route], identity: Mapping[str, Any]) -> Recording:
    """`identity` are the parts of the plan that say how callers are known."""
    found, headers, query = NOTHING, set[bytes](), set[str]()
    for route in routes:
        found |= reads_of(route)
        headers.update(name for name, _ in route.matcher.headers)
        query.update(name for name, _ in route.matcher.query)
    credentials: Iterable[ApiKeys | Certificates] = (*identity["api_keys"].values(), *identity["certificates"].values())
    kept = SECRET.union(one.header for one in credentials)
    return Recording((found.headers | headers) - kept, frozenset(query), found.claims)


def reads_of(route: Route) -> Reads:
    """What its policy reads, and what its step-up does."""
    policy = route.door.policy if route.door else route.fence
    found = read_by(policy) if policy else NOTHING
    if route.step_up is None:
        return found
    asked = {"acr": route.step_up.acr, "auth_time": route.step_up.max_age is not None}
    return found | Reads(frozenset(name for name, is_asked in asked.items() if is_asked))
