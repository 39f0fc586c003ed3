"""Demands: what a route asks of its callers, put together from `defaults` and the route.

A route narrows what the defaults require, and widens it only where it says `override: true`. Whoever satisfies a
`deny`, of the defaults or of the route, is refused whatever else is written (docs/decisions/0072, 0073).
"""

from dataclasses import dataclass, replace

from domain.permissions.combination import AllOf, AnyOf, Unless
from domain.permissions.facts import Asks
from domain.permissions.policy import Anybody, Authenticated, Policy
from domain.permissions.role import RoleTable
from domain.plan.levels import compile_levels
from domain.plan.named_policies import NamedPolicies
from domain.plan.parameters import Parameters
from domain.plan.policies import PolicyCompiler
from domain.routing.matcher import Matcher
from domain.spec.fault import Fault
from domain.spec.requirement import Public, Requirement
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec


@dataclass(frozen=True, slots=True)
class Demands:
    policy: Policy | None  # what a caller has to satisfy; None: public
    fence: Policy | None = None  # of a public route: whom it keeps out, without knowing who they are


@dataclass(frozen=True, slots=True)
class DemandCompiler:
    spec: Spec
    roles: RoleTable
    policies: NamedPolicies
    faults: list[Fault]

    def compile(self, route: RouteSpec, matcher: Matcher | None) -> Demands:
        """Public is what was written so, and nothing else."""
        parameters = Parameters(matcher.pattern.names if matcher else None, route.name.text)
        own = PolicyCompiler(self.roles, parameters, self.faults, self.policies)
        default = replace(own, parameters=parameters.elsewhere())
        inherited = None if route.override else self.spec.default_require
        self.faults.extend(_unsaid(route, inherited))
        levels = compile_levels(route.access, matcher, own, self.faults) if route.access else None
        demands = [_compiled(inherited, default), _compiled(route.require, own), levels]
        denied = _compiled(self.spec.default_deny, default, of_denials=True)
        own_denied = _compiled(route.deny, own, of_denials=True)
        policy = _all([one for one in demands if one])
        if policy:
            return Demands(_without(policy, [one for one in (denied, own_denied) if one]))
        return Demands(None, self._fence(route, denied, own_denied))

    def _fence(self, route: RouteSpec, denied: Policy | None, own: Policy | None) -> Policy | None:
        """A rule about callers applies to nobody where nobody is known: leaving it out has to be meant."""
        rules = [rule for one in (denied, own) if one for rule in _alternatives(one)]
        fencing = [rule for rule in rules if not rule.asks & Asks.CALLER]
        hint = ""
        if own and any(rule.asks & Asks.CALLER for rule in _alternatives(own)):
            hint = "`client`, `time` and `header` alone"
        elif len(fencing) < len(rules) and not route.override:
            hint = "`override: true` on the route leaves out what the defaults deny to callers"
        if hint:
            message = f"route `{route.name}` is public, and a `deny` asks who is calling"
            self.faults.append(Fault(route.name.at, "deny-without-caller", message, hint))
        return _without(Anybody(), fencing) if fencing else None


def _unsaid(route: RouteSpec, inherited: Requirement | None) -> list[Fault]:
    """What is missing, or cannot stand together."""
    if inherited is None and route.require is None and route.access is None:
        message = f"route `{route.name}` does not say who may call it"
        hint = "`require: public`, `authenticated`, `{role: …}`, `{permission: …}`"
        return [Fault(route.name.at, "require-missing", message, hint)]
    if not isinstance(route.require, Public):
        return []
    found = []
    if inherited is not None and not isinstance(inherited, Public):
        message = f"route `{route.name}` is public, and `defaults` require more"
        found.append(Fault(route.require.at, "require-widened", message, "`override: true`, if that is meant"))
    if route.access:
        hint = "leave `require` out where `access` says it all"
        found.append(Fault(route.require.at, "public-combined", "`public` stands alone", hint))
    return found


def _compiled(requirement: Requirement | None, compiler: PolicyCompiler, *, of_denials: bool = False) -> Policy | None:
    """None: nothing is demanded, or denied."""
    if requirement is None or (isinstance(requirement, Public) and not of_denials):
        return None
    return compiler.compile(requirement)


def _all(parts: list[Policy]) -> Policy | None:
    """Who satisfies anything is authenticated, so that it need not be said twice."""
    more: list[Policy] = []
    for part in parts:
        if not isinstance(part, Authenticated) and part not in more:
            more.append(part)
    if len(more) > 1:
        return AllOf(tuple(more))
    return more[0] if more else next(iter(parts), None)


def _without(policy: Policy, denied: list[Policy]) -> Policy:
    if not denied:
        return policy
    return Unless(policy, tuple(rule for one in denied for rule in _alternatives(one)))


def _alternatives(policy: Policy) -> tuple[Policy, ...]:
    return policy.parts if isinstance(policy, AnyOf) else (policy,)
