"""Compiles what a file says of its own analysis: which findings may stand, and what has to be so whatever is routed."""

from dataclasses import dataclass

from domain.permissions.policy import Anybody, Policy
from domain.permissions.role import RoleTable
from domain.plan.findings import SEVERITIES
from domain.plan.matchers import compile_matcher
from domain.plan.named_policies import NamedPolicies
from domain.plan.parameters import Parameters
from domain.plan.plan import Invariant, Suppression
from domain.plan.policies import PolicyCompiler
from domain.spec.analysis import InvariantSpec, SuppressionSpec
from domain.spec.fault import Fault, nearest, unknown
from domain.spec.requirement import Public, Requirement
from domain.spec.spec import Spec


def compile_suppressions(specs: tuple[SuppressionSpec, ...], faults: list[Fault]) -> tuple[Suppression, ...]:
    for spec in specs:
        if spec.code.text not in SEVERITIES:
            message = f"there is no finding `{spec.code}`"
            faults.append(Fault(spec.code.at, "finding-unknown", message, nearest(spec.code.text, SEVERITIES)))
    return tuple(
        Suppression(spec.code.text, spec.about.text if spec.about else None, spec.reason, spec.code.at)
        for spec in specs
    )


def compile_invariants(
    spec: Spec, roles: RoleTable, policies: NamedPolicies, faults: list[Fault]
) -> tuple[Invariant, ...]:
    upstreams = frozenset(one.name.text for one in spec.upstreams)
    compiler = InvariantCompiler(roles, policies, upstreams, faults)
    return tuple(filter(None, map(compiler.compile, spec.invariants)))


@dataclass(frozen=True, slots=True)
class InvariantCompiler:
    roles: RoleTable
    policies: NamedPolicies
    upstreams: frozenset[str]
    faults: list[Fault]

    def compile(self, spec: InvariantSpec) -> Invariant | None:
        matcher = compile_matcher(spec.match, self.faults)
        self._said(spec)
        names = matcher.pattern.names if matcher else None
        compiler = PolicyCompiler(self.roles, Parameters(names, spec.name), self.faults, self.policies)
        require, deny = _policy(spec.require, compiler), _policy(spec.deny, compiler)
        allow = Anybody() if isinstance(spec.allow, Public) else _policy(spec.allow, compiler)
        if matcher is None:
            return None
        upstreams = tuple(one.text for one in spec.upstreams)
        return Invariant(spec.name or matcher.pattern.text, spec.at, matcher, require, deny, allow, upstreams)

    def _said(self, spec: InvariantSpec) -> None:
        if not (spec.require or spec.deny or spec.allow or spec.upstreams):
            message, hint = "this invariant does not say what must be so", "`require`, `deny`, `allow` or `upstream`"
            self.faults.append(Fault(spec.at, "invariant-empty", message, hint))
        for upstream in spec.upstreams:
            if upstream.text not in self.upstreams:
                self.faults.append(unknown("upstream", upstream.text, upstream.at, self.upstreams))


def _policy(requirement: Requirement | None, compiler: PolicyCompiler) -> Policy | None:
    return compiler.compile(requirement) if requirement is not None else None
