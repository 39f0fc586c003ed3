"""The section `permissions`: roles, and the permissions that only tokens state."""

from pydantic import Field

from adapters.config.section import Section
from adapters.config.texts import Name, Word
from domain.spec.identity import RoleSpec


class RoleModel(Section):
    inherits: tuple[Word, ...] = ()
    grants: tuple[Word, ...] = ()


class PermissionsModel(Section):
    roles: dict[Name, RoleModel] = Field(default_factory=dict)
    declared: tuple[Word, ...] = ()

    def role_specs(self) -> tuple[RoleSpec, ...]:
        return tuple(RoleSpec(name, **role.written()) for name, role in self.roles.items())
