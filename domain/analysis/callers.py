"""Callers: who can come to a route at all, by each of the credentials that it accepts.

By tokens: what an issuer states, where it states it. A subject is one of the claims; roles are none where neither the
token nor a service says any. By keys and certificates: whoever is entered for them, today or tomorrow.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.analysis.placing import fixed_places, places_of
from domain.analysis.region import Region
from domain.analysis.sample import Sample
from domain.analysis.variable import Scope
from domain.identity.names import Names
from domain.identity.principal import TENANT, ClaimPaths
from domain.permissions.policy import Policy
from domain.plan.plan import Plan, Route


def policy_of(route: Route) -> Policy | None:
    """What stands between a route and its callers; None: nothing."""
    return route.door.policy if route.door else route.fence


def scopes_of(plan: Plan, route: Route, region: Region, sample: Sample) -> Iterator[Scope]:
    """One for each way to be known, on requests like `sample` in the region."""
    plain = Scope(
        methods=(sample.method, *sorted(region.methods - {sample.method})),
        headers=((b"host", sample.host.encode()), *sample.headers),
        absent=frozenset(name for name, value in region.headers if value is None),
        places=fixed_places(places_of(route.matcher.pattern), region),
        is_anybody=route.door is None,
        clients_may_be_unknown=bool(plan.server.trusted_proxies.networks),
    )
    if route.door is None:
        yield plain
        return
    yield from dict.fromkeys(_known_by(plan, name, plain) for name in route.door.credentials)


def possible_roles(plan: Plan, credential: str) -> frozenset[str] | None:
    """Roles that callers by it may have; None: any."""
    name = _whose(plan, credential)
    paths = _paths(plan, name)
    if name in plan.lookups.roles_from or credential in plan.lookups.roles_from:
        return None
    if paths is not None:
        return _ours(paths.role_names) if paths.roles else frozenset()
    if credential in plan.certificates:
        by_subject = plan.certificates[credential].roles
        return frozenset[str]().union(*by_subject.exact.values(), *(roles for _, roles in by_subject.beginnings))
    return None


def states_permissions(plan: Plan, credential: str) -> bool:
    """Whether callers by it may have permissions that none of their roles grants."""
    paths = _paths(plan, _whose(plan, credential))
    return bool(paths.permissions) if paths else credential not in plan.certificates


def _known_by(plan: Plan, credential: str, plain: Scope) -> Scope:
    paths = _paths(plan, _whose(plan, credential))
    return replace(
        plain,
        subject_claim=paths.subject if paths else None,
        text_claims=frozenset((TENANT,)) if paths and paths.tenant else frozenset(),
        roles=possible_roles(plan, credential),
        states_permissions=states_permissions(plan, credential),
    )


def _whose(plan: Plan, credential: str) -> str:
    """A cookie carries the tokens of somebody."""
    return plan.cookies[credential].issuer if credential in plan.cookies else credential


def _paths(plan: Plan, name: str) -> ClaimPaths | None:
    if name in plan.issuers:
        return plan.issuers[name].paths
    asked = plan.lookups.introspections.get(name)
    return asked.paths if asked else None


def _ours(names: Names | None) -> frozenset[str] | None:
    """Those that something is mapped to; None: whatever the token says."""
    if names is None or names.keeps_others:
        return None
    return frozenset[str]().union(*names.ours.values())
