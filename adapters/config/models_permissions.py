"""The section `permissions`: roles, named policies, and the permissions that only tokens state."""

from pydantic import Field

from adapters.config.requirements import Require
from adapters.config.section import Section
from adapters.config.texts import Name, Word
from domain.spec.identity import PolicySpec, RoleSpec


class RoleModel(Section):
    inherits: tuple[Word, ...] = ()
    grants: tuple[Word, ...] = ()


class PermissionsModel(Section):
    roles: dict[Name, RoleModel] = Field(default_factory=dict)
    declared: tuple[Word, ...] = ()
    policies: dict[Name, Require] = Field(default_factory=dict)

    def role_specs(self) -> tuple[RoleSpec, ...]:
        return tuple(RoleSpec(name, **role.written()) for name, role in self.roles.items())

    def policy_specs(self) -> tuple[PolicySpec, ...]:
        return tuple(PolicySpec(name, requirement) for name, requirement in self.policies.items())
