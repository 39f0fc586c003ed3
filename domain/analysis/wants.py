"""Wants: what the policies of a plan ask of callers, each with the policy that asks and the route that it guards."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.analysis.callers import policy_of
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.policy import HasPermission, HasRole, Policy
from domain.plan.plan import Plan, Route


@dataclass(frozen=True, slots=True)
class Want:
    policy: HasRole | HasPermission
    route: Route

    @property
    def held_by(self) -> frozenset[str]:
        return self.policy.held_by if isinstance(self.policy, HasRole) else self.policy.granted_by


def wants_of(plan: Plan) -> tuple[Want, ...]:
    return tuple(
        Want(atom, route)
        for route in plan.routes
        if (policy := policy_of(route)) is not None
        for atom in atoms_of(policy)
        if isinstance(atom, HasRole | HasPermission)
    )


def atoms_of(policy: Policy) -> Iterator[Policy]:
    match policy:
        case AnyOf(parts) | AllOf(parts):
            below = parts
        case Not(part):
            below = (part,)
        case Unless(part, denied):
            below = (part, *denied)
        case ByMethod(policies):
            below = tuple(policies.values())
        case _:
            yield policy
            return
    for part in below:
        yield from atoms_of(part)
