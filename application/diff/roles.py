"""The roles that a change is about: each by which, alone, the caller of its witness would show the change too."""

from dataclasses import replace

from application.decisions.verdict import Verdict
from application.diff.change import Kind, Witness
from domain.analysis.callers import policy_of
from domain.identity.principal import Principal
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.policy import HasPermission, HasRole, Policy
from domain.permissions.reads import all_parts


def roles_that_show(kind: Kind, witness: Witness) -> frozenset[str]:
    """None, where it takes no role, or more than one at a time."""
    who = witness.question.who
    if not isinstance(who, Principal) or not who.roles or _shows(kind, witness, frozenset()):
        return frozenset()
    mentioned = _mentioned(witness.old) | _mentioned(witness.new)
    return frozenset(role for role in mentioned if _shows(kind, witness, frozenset((role,))))


def _shows(kind: Kind, witness: Witness, roles: frozenset[str]) -> bool:
    was, would_be = (_lets_in(verdict, witness, roles) for verdict in (witness.old, witness.new))
    return (would_be and not was) if kind is Kind.OPENED else (was and not would_be)


def _lets_in(verdict: Verdict, witness: Witness, roles: frozenset[str]) -> bool:
    route, request, who = verdict.route, verdict.request, witness.question.who
    if route is None or request is None or not isinstance(who, Principal):
        return False
    if route.door is not None and who.credential not in route.door.credentials:
        return False
    caller, policy, moment = replace(who, roles=roles), policy_of(route), witness.question.moment
    facts = Facts(
        verdict.parameters, method=request.method, headers=request.headers, client=request.client, moment=moment
    )
    suffices = route.step_up is None or route.step_up.objection(caller.claims, moment) is None
    return suffices and (policy is None or policy.decide(caller, facts) is ALLOW)


def _mentioned(verdict: Verdict) -> frozenset[str]:
    policy = policy_of(verdict.route) if verdict.route else None
    return _roles(policy) if policy else frozenset()


def _roles(policy: Policy) -> frozenset[str]:
    if isinstance(policy, HasRole):
        return policy.held_by
    if isinstance(policy, HasPermission):
        return policy.granted_by
    return frozenset[str]().union(*map(_roles, all_parts(policy)))
