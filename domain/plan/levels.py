"""Compiles `access`: the levels of a path's methods, in one place. Every method of the route has one, no other."""

from domain.permissions.by_method import ByMethod
from domain.permissions.policy import Policy
from domain.plan.policies import PolicyCompiler
from domain.routing.matcher import Matcher
from domain.spec.fault import Fault
from domain.spec.route import AccessSpec


def compile_levels(
    access: AccessSpec, matcher: Matcher | None, compiler: PolicyCompiler, faults: list[Fault]
) -> Policy:
    policies = {method.text: compiler.compile(requirement) for method, requirement in access.levels}
    if matcher is not None:
        faults.extend(_faults(access, matcher.methods))
    return next(iter(policies.values())) if len(policies) == 1 else ByMethod(policies, at=access.at)


def _faults(access: AccessSpec, methods: frozenset[str]) -> list[Fault]:
    if not methods:
        hint = '`match: "GET,POST /…"`'
        return [
            Fault(access.at, "access-open", "`access` says nothing of most methods: the route takes every one", hint)
        ]
    listed = {method.text for method, _ in access.levels}
    lacking = [
        Fault(access.at, "access-missing", f"`access` says nothing of `{method}`, which the route takes", "name a role")
        for method in sorted(methods - listed)
    ]
    idle = [
        Fault(method.at, "access-idle", f"the route does not take `{method}`", f"it takes {', '.join(sorted(methods))}")
        for method, _ in access.levels
        if method.text not in methods
    ]
    return [*lacking, *idle]
