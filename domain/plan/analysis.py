"""Compiles what a file says about its own analysis: which findings may stand, and what has to be so whatever routes say."""

from domain.permissions.policy import Policy
from domain.plan.findings import SEVERITIES
from domain.plan.matchers import compile_matcher
from domain.plan.named_policies import NamedPolicies
from domain.plan.parameters import Parameters
from domain.plan.plan import Invariant, Suppression
from domain.plan.policies import PolicyCompiler
from domain.permissions.role import RoleTable
from domain.spec.analysis import InvariantSpec, SuppressionSpec
from domain.spec.fault import Fault, nearest, unknown
from domain.spec.requirement import Requirement
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
    upstreams = {one.name.text for one in spec.upstreams}
    compiled = [_compiled(one, roles, policies, upstreams, faults) for one in spec.invariants]
    return tuple(filter(None, compiled))


def _compiled(
    spec: InvariantSpec, roles: RoleTable, policies: NamedPolicies, upstreams: set[str], faults: list[Fault]
) -> Invariant | None:
    matcher = compile_matcher(spec.match, faults)
    names = matcher.pattern.names if matcher else None
    compiler = PolicyCompiler(roles, Parameters(names, spec.name), faults, policies)
    require, allow = _policy(spec.require, compiler), _policy(spec.allow, compiler)
    for upstream in spec.upstreams:
        if upstream.text not in upstreams:
            faults.append(unknown("upstream", upstream.text, upstream.at, upstreams))
    if matcher is None:
        return None
    name = spec.name or matcher.pattern.text
    return Invariant(name, spec.at, matcher, require, allow, tuple(one.text for one in spec.upstreams))


def _policy(requirement: Requirement | None, compiler: PolicyCompiler) -> Policy | None:
    """`public` is nothing that could be required of anybody, and is a fault there as it is within other policies."""
    return compiler.compile(requirement) if requirement is not None else None


