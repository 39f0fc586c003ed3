"""Parts: policies as trees whose leaves know which variables they ask about."""

from dataclasses import dataclass, field

from domain.analysis.outlook import How, Part
from domain.analysis.variable import METHOD, Kind, Names, Scope, Variable, variables_of
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.policy import Anybody, Authenticated, HasPermission, HasRole, Policy


@dataclass(slots=True)
class Parts:
    scope: Scope
    atoms: list[Part] = field(default_factory=list)
    is_strange: bool = False  # one asks for what is not known here
    _variables: dict[Variable, None] = field(default_factory=dict)
    _holding: list[Part] = field(default_factory=list)

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Asked for once all policies are in: which roles are alike is known then."""
        self._share_roles()
        return tuple(self._variables)

    def of(self, policy: Policy, names: Names) -> Part:
        match policy:
            case AnyOf(parts):
                return Part(How.ANY_OF, policy, names, self._all(parts, names))
            case AllOf(parts):
                return Part(How.ALL_OF, policy, names, self._all(parts, names))
            case Not(part):
                return Part(How.NOT, policy, names, (self.of(part, names),))
            case Unless(inner, denied):
                return Part(How.UNLESS, policy, names, self._all((*denied, inner), names))
            case ByMethod():
                return self._by_method(policy, names)
        return self._atom(policy, names)

    def _all(self, parts: tuple[Policy, ...], names: Names) -> tuple[Part, ...]:
        return tuple(self.of(part, names) for part in parts)

    def _by_method(self, policy: ByMethod, names: Names) -> Part:
        self._variables[METHOD] = None
        methods = {method: number for number, method in enumerate(policy.policies)}
        parts = self._all(tuple(policy.policies.values()), names)
        return Part(How.METHOD, policy, names, parts, (METHOD,), levels=methods)

    def _atom(self, policy: Policy, names: Names) -> Part:
        part = Part(How.ATOM, policy, names)
        self.atoms.append(part)
        if isinstance(policy, HasRole | HasPermission) and not self.scope.is_anybody:
            self._holding.append(part)
        elif not isinstance(policy, Anybody | Authenticated | HasRole | HasPermission):
            found = variables_of(policy, names, self.scope)
            self.is_strange = self.is_strange or found is None
            part.variables = tuple(one for one in found or () if not (self.scope.is_anybody and one.kind in _CALLERS))
        self._variables.update(dict.fromkeys(part.variables))
        return part

    def _share_roles(self) -> None:
        """Roles that the same atoms count are one variable."""
        counted = [_counted(part.policy) for part in self._holding]
        alike: dict[tuple[int, ...], str] = {}
        for role in sorted(frozenset().union(*counted)):
            if self.scope.roles is None or role in self.scope.roles:
                alike.setdefault(tuple(at for at, roles in enumerate(counted) if role in roles), role)
        for at, part in enumerate(self._holding):
            held = [Variable(Kind.ROLE, role) for ways, role in alike.items() if at in ways]
            if isinstance(part.policy, HasPermission) and self.scope.states_permissions:
                held.append(Variable(Kind.STATED, part.policy.permission))
            part.holding = part.variables = tuple(held)
            self._variables.update(dict.fromkeys(held))


_CALLERS = frozenset((Kind.CLAIM, Kind.SUBJECT))


def _counted(policy: Policy) -> frozenset[str]:
    """The roles whose holders satisfy it."""
    if isinstance(policy, HasRole):
        return policy.held_by
    return policy.granted_by if isinstance(policy, HasPermission) else frozenset()
