"""Compiles roles: resolves names, follows inheritance, refuses cycles."""

from collections.abc import Iterator, Mapping

from domain.permissions.permission import Permission, parse
from domain.permissions.role import Role, RoleTable
from domain.spec.fault import Fault, unknown
from domain.spec.identity import RoleSpec
from domain.spec.place import Text


def compile_roles(specs: tuple[RoleSpec, ...], declared: tuple[Text, ...], faults: list[Fault]) -> RoleTable:
    by_name = {spec.name.text: spec for spec in specs}
    for spec in specs:
        faults.extend(_unknown_parents(spec, by_name))
        faults.extend(_cycle(spec, by_name))
    own = {spec.name.text: compile_permissions(spec.grants, faults) for spec in specs}
    roles = {name: _compiled(name, by_name, own) for name in by_name}
    return RoleTable(roles, compile_permissions(declared, faults))


def compile_permissions(written: tuple[Text, ...], faults: list[Fault]) -> frozenset[Permission]:
    parsed = [(text, parse(text.text)) for text in written]
    hint = "`resource:action`, `resource:*` or `*`"
    faults.extend(
        Fault(text.at, "permission-malformed", f"`{text}` is not a permission", hint)
        for text, permission in parsed
        if not permission
    )
    return frozenset(permission for _, permission in parsed if permission)


def _compiled(name: str, by_name: Mapping[str, RoleSpec], own: Mapping[str, frozenset[Permission]]) -> Role:
    lineage = _lineage(name, by_name)
    grants = frozenset(permission for ancestor in lineage for permission in own[ancestor])
    return Role(name, lineage, grants, at=by_name[name].name.at)


def _lineage(name: str, by_name: Mapping[str, RoleSpec]) -> frozenset[str]:
    """The role and all that it inherits; unknown names are left out and cycles walked once, both being faults."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in by_name and current not in seen:
            seen.add(current)
            waiting.extend(parent.text for parent in by_name[current].inherits)
    return frozenset(seen)


def _unknown_parents(spec: RoleSpec, by_name: Mapping[str, RoleSpec]) -> Iterator[Fault]:
    return (unknown("role", parent.text, parent.at, by_name) for parent in spec.inherits if parent.text not in by_name)


def _cycle(spec: RoleSpec, by_name: Mapping[str, RoleSpec]) -> Iterator[Fault]:
    """A fault at each link by which `spec` inherits itself."""
    for parent in spec.inherits:
        if spec.name.text in _lineage(parent.text, by_name):
            message = f"role `{spec.name}` inherits itself through `{parent}`"
            yield Fault(parent.at, "role-cycle", message, "break the circle at one of its roles")
