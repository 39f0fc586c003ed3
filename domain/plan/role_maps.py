"""Compiles the map from the names that an issuer, or a server that is asked, has for roles to the declared ones."""

from collections.abc import Collection, Iterator

from domain.identity.role_names import RoleNames
from domain.spec.fault import Fault, unknown
from domain.spec.identity import RoleMapSpec
from domain.spec.place import Text


def role_names(written: RoleMapSpec | None, unmapped: Text | None) -> RoleNames | None:
    if written is None:
        return None
    ours = {theirs: frozenset(role.text for role in roles) for theirs, roles in written}
    return RoleNames(ours, keeps_others=unmapped is not None and unmapped.text == "keep")


def role_map_faults(written: RoleMapSpec | None, unmapped: Text | None, roles: Collection[str]) -> Iterator[Fault]:
    for _, ours in written or ():
        yield from (unknown("role", role.text, role.at, roles) for role in ours if role.text not in roles)
    if unmapped is not None and written is None:
        message = "`unmapped_roles` says what becomes of roles that `role_map` does not name, and there is none"
        yield Fault(unmapped.at, "role-map-missing", message, "`role_map: {theirs: ours}`")
