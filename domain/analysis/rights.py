"""Rights that come to nothing: roles and permissions that are asked for and nobody has, or had and nobody asks for.

Who can have them is said by the credentials: by what tokens state, and by what their names are mapped to.
"""

from collections import defaultdict
from collections.abc import Iterator

from domain.analysis.callers import possible_roles, states_permissions
from domain.analysis.crossing import Crossing
from domain.analysis.finding import Finding
from domain.analysis.region import regions_of
from domain.analysis.wants import Want, wants_of
from domain.permissions.permission import Permission, parse
from domain.permissions.policy import HasPermission, HasRole
from domain.plan.plan import Plan, Route
from domain.spec.place import Place
from domain.spec.spec import Spec


def idle_rights(spec: Spec, plan: Plan) -> Iterator[Finding]:
    wants = wants_of(plan)
    yield from _unstated(plan, wants)
    yield from _holding_of_nobody(plan, wants)
    yield from _unheld(plan, wants)
    yield from _idle_roles(spec, wants)
    yield from _idle_permissions(spec, wants)


def _ways(plan: Plan, route: Route) -> list[tuple[frozenset[str] | None, bool]]:
    """For each credential the roles that callers by it may have (None: any), and whether it states permissions."""
    credentials = route.door.credentials if route.door else ()
    return [(possible_roles(plan, name), states_permissions(plan, name)) for name in credentials]


def _unstated(plan: Plan, wants: tuple[Want, ...]) -> Iterator[Finding]:
    """Once for each credential."""
    told: set[str] = set()
    for want in wants:
        route = want.route
        if route.door is None or _is_stated(plan, route):
            continue
        name = route.door.credentials[0]
        if name not in told:
            told.add(name)
            message = f"route `{route.name}` asks for {want.policy}, and nobody who comes by `{name}` can have any"
            hint = "say where its tokens state roles or permissions: `claims: {roles: …}`"
            yield Finding("roles-unstated", name, want.policy.at or route.at, message, hint)


def _holding_of_nobody(plan: Plan, wants: tuple[Want, ...]) -> Iterator[Finding]:
    """Invariants of routes where nobody can have what is asked for: proven, and perhaps of nobody at all. Each once."""
    if not plan.invariants:
        return
    silent = {want.route.name: want.route for want in wants if want.route.door and not _is_stated(plan, want.route)}
    crossing = Crossing((route, route.matcher) for route in silent.values())
    for invariant in plan.invariants:
        shared = (one for region in regions_of(invariant.matcher) for one in crossing.with_region(region))
        route = min((one.owner for one in shared), key=lambda owner: owner.number, default=None)
        if route is not None and route.door is not None:
            message = (
                f"`{invariant.name}` says little of route `{route.name}`: nobody who comes by "
                f"`{route.door.credentials[0]}` can have a role or a permission"
            )
            hint = "say where its tokens state roles or permissions, so that it is proven of somebody"
            yield Finding("roles-unstated", invariant.name, invariant.at, message, hint)


def _is_stated(plan: Plan, route: Route) -> bool:
    return any(roles != frozenset() or states for roles, states in _ways(plan, route))


def _unheld(plan: Plan, wants: tuple[Want, ...]) -> Iterator[Finding]:
    """Once for each role and permission; where nothing at all is stated, that was said already."""
    told: set[str] = set()
    for want in wants:
        name = str(want.policy)
        ways = _ways(plan, want.route)
        is_stated = any(roles != frozenset() or states for roles, states in ways)
        if name in told or not is_stated or any(_can_have(want, roles, states) for roles, states in ways):
            continue
        told.add(name)
        kind = "role" if isinstance(want.policy, HasRole) else "permission"
        message = f"route `{want.route.name}` asks for {name}, and nobody who can come there has it"
        hint = "no token, mapping or entry states it" if kind == "role" else "no role grants it, and no token states it"
        about = want.policy.role if isinstance(want.policy, HasRole) else want.policy.permission
        yield Finding(f"{kind}-unheld", about, want.policy.at or want.route.at, message, hint)


def _can_have(want: Want, roles: frozenset[str] | None, states: bool) -> bool:  # noqa: FBT001
    if isinstance(want.policy, HasPermission) and states:
        return True
    return bool(want.held_by) if roles is None else not want.held_by.isdisjoint(roles)


def _idle_roles(spec: Spec, wants: tuple[Want, ...]) -> Iterator[Finding]:
    counted = frozenset[str]().union(*(want.held_by for want in wants))
    for role in spec.roles:
        if role.name.text not in counted:
            message = f"role `{role.name}` opens nothing: no policy counts it, or asks for what it grants"
            yield Finding("role-idle", role.name.text, role.name.at, message, "take it out, or ask for it")


def _idle_permissions(spec: Spec, wants: tuple[Want, ...]) -> Iterator[Finding]:
    """Once for each permission, where it is granted first; those of roles that open nothing are said with the role."""
    parsed = (parse(want.policy.permission) for want in wants if isinstance(want.policy, HasPermission))
    asked = frozenset(filter(None, parsed))
    counted = frozenset[str]().union(*(want.held_by for want in wants))
    granted = [grant for role in spec.roles if role.name.text in counted for grant in role.grants]
    first: dict[str, Place] = {}
    for grant in (*granted, *spec.declared):
        first.setdefault(grant.text, grant.at)
    resources = _by_resource(asked)
    for text, at in first.items():
        if not _is_asked(text, resources):
            message = f"permission `{text}` is granted, and no policy asks for it"
            yield Finding("permission-idle", text, at, message, "take it out, or ask for it")


def _by_resource(asked: frozenset[Permission]) -> dict[str, set[Permission]]:
    found: dict[str, set[Permission]] = defaultdict(set)
    for one in asked:
        found[one.resource].add(one)
    return found


def _is_asked(text: str, asked: dict[str, set[Permission]]) -> bool:
    grant = parse(text)
    if grant is None or grant.resource == "*":
        return bool(asked) or grant is None
    return any(grant.covers(one) for one in asked.get(grant.resource, ()))
