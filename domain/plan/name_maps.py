"""Compiles the maps from an issuer's, or an asked server's, names of roles and permissions to the declared ones."""

from collections.abc import Iterator

from domain.identity.names import Names
from domain.permissions.permission import parse
from domain.permissions.role import RoleTable
from domain.spec.fault import Fault, unknown
from domain.spec.identity import NameMapSpec
from domain.spec.place import Text


def compile_names(written: NameMapSpec | None, unmapped: Text | None = None) -> Names | None:
    """`unmapped` says what becomes of other names: kept, or dropped like without it."""
    if written is None:
        return None
    ours = {theirs: frozenset(one.text for one in ours) for theirs, ours in written}
    return Names(ours, keeps_others=unmapped is not None and unmapped.text == "keep")


def role_map_faults(written: NameMapSpec | None, unmapped: Text | None, roles: RoleTable) -> Iterator[Fault]:
    known = roles.roles
    for _, ours in written or ():
        yield from (unknown("role", role.text, role.at, known) for role in ours if role.text not in known)
    if unmapped is not None and written is None:
        message = "`unmapped_roles` says what becomes of roles that `role_map` does not name, and there is none"
        yield Fault(unmapped.at, "role-map-missing", message, "`role_map: {theirs: ours}`")


def permission_map_faults(written: NameMapSpec | None, roles: RoleTable) -> Iterator[Fault]:
    for name in (one for _, ours in written or () for one in ours):
        wanted = parse(name.text)
        if wanted is None or wanted.action == "*":  # a token states single ones (docs/decisions/0005)
            message = f"`{name}` is not one permission"
            yield Fault(name.at, "permission-malformed", message, "`resource:action`")
        elif not roles.knows(wanted):
            message = f"permission `{name}` is declared nowhere"
            yield Fault(name.at, "permission-unknown", message, "`permissions: {declared: […]}`")
