"""Compiles requirements to policies: names resolved, each role and permission turned into the roles that hold it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from domain.permissions import combination, policy
from domain.permissions.client import ClientIn
from domain.permissions.permission import parse
from domain.permissions.policy import Placed, Policy
from domain.permissions.role import RoleTable
from domain.plan.comparisons import ComparisonCompiler
from domain.plan.named_policies import NamedPolicies
from domain.plan.networks import compile_networks
from domain.plan.parameters import Parameters
from domain.plan.times import compile_time
from domain.spec import requirement as written
from domain.spec.fault import Fault, unknown
from domain.spec.place import Place
from domain.spec.requirement import Atom, Condition, Requirement, place_of

_NOBODY = policy.HasRole("", frozenset())  # stands in for what has a fault; such a plan is never returned


@dataclass(frozen=True, slots=True)
class PolicyCompiler:
    roles: RoleTable
    parameters: Parameters
    faults: list[Fault]
    policies: NamedPolicies = field(default_factory=NamedPolicies)

    def compile(self, requirement: Requirement) -> Placed:
        """With its place; what a name stands for keeps its own, and has the name beside it."""
        compiled = self._compiled(requirement)
        if isinstance(requirement, written.Named):
            return replace(compiled, called=requirement.name.text)
        return replace(compiled, at=place_of(requirement))

    def _compiled(self, requirement: Requirement) -> Placed:
        match requirement:
            case written.AnyOf(at, parts):
                return self._combined(at, parts, combination.AnyOf)
            case written.AllOf(at, parts):
                return self._combined(at, parts, combination.AllOf)
            case written.Not(_, part):
                return combination.Not(self.compile(part))
            case written.Public(at):
                return self._faulty(at, "public-combined", "`public` stands alone", "public as the whole `require`")
            case _:
                return self._atom(requirement)

    def _atom(self, requirement: Atom) -> Placed:
        match requirement:
            case written.Authenticated():
                return policy.Authenticated()
            case written.Role():
                return self._role(requirement)
            case written.Permission():
                return self._permission(requirement)
            case written.Named():
                return self._named(requirement)
            case _:
                return self._condition(requirement) or _NOBODY

    def _condition(self, requirement: Condition) -> Placed | None:
        match requirement:
            case written.Subject(template):
                name = self.parameters.resolve(template, self.faults)
                return policy.SubjectIs(name) if name else None
            case written.Client(networks):
                return ClientIn(compile_networks(networks, self.faults))
            case written.Time():
                return compile_time(requirement, self.faults)
        comparisons = ComparisonCompiler(self.parameters, self.faults)
        if isinstance(requirement, written.Claim):
            return comparisons.claim(requirement.path, requirement.test)
        return comparisons.header(requirement.name, requirement.test)

    def _role(self, requirement: written.Role) -> Placed:
        name = requirement.name
        if name.text not in self.roles.roles:
            self.faults.append(unknown("role", name.text, name.at, self.roles.roles))
        return policy.HasRole(name.text, self.roles.counting_as(name.text))

    def _permission(self, requirement: written.Permission) -> Placed:
        name = requirement.name
        wanted = parse(name.text)
        if wanted is None:
            hint = "`resource:action`, `resource:*` or `*`"
            return self._faulty(name.at, "permission-malformed", f"`{name}` is not a permission", hint)
        if not self.roles.knows(wanted):
            known = {str(granted) for role in self.roles.roles.values() for granted in role.grants}
            self.faults.append(unknown("permission", name.text, name.at, known | set(map(str, self.roles.declared))))
        return policy.HasPermission(name.text, self.roles.granting(wanted))

    def _named(self, requirement: written.Named) -> Placed:
        """What the policy says, as if it stood here; one that has a fault itself is silent about it here."""
        name = requirement.name
        if name.text not in self.policies.declared:
            self.faults.append(unknown("policy", name.text, name.at, self.policies.declared))
        inside = self.policies.sound.get(name.text)
        return replace(self, parameters=self.parameters.elsewhere()).compile(inside) if inside else _NOBODY

    def _combined(
        self, at: Place, parts: tuple[Requirement, ...], combine: Callable[[tuple[Policy, ...]], Placed]
    ) -> Placed:
        if not parts:
            return self._faulty(at, "requirement-empty", "a list of requirements is empty", "name at least one")
        return combine(tuple(map(self.compile, parts)))

    def _faulty(self, at: Place, code: str, message: str, hint: str) -> Placed:
        self.faults.append(Fault(at, code, message, hint))
        return _NOBODY
