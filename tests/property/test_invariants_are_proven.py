"""An invariant that is proven for a route holds for every random call of it; and many are proven, and many broken."""

import json
from functools import cache
from random import Random

import pytest

from domain.analysis.invariants import broken
from domain.identity.principal import Principal
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.policy import Policy
from domain.plan.plan import Plan, Route
from domain.spec.fault import Fault
from tests.property.naive_policies import Asked
from tests.property.policy_trees import asked, tree
from tests.property.test_policies_mean_what_is_written import ISSUER, file_of
from tests.unit.application.house import plan_of

CALLS, ROUTES = 100, 40
WHERE = "/{where}/{user_id}/{tenant}"


@cache
def planned(seed: int) -> Plan:
    """A route may be what is required, or more: else next to nothing would hold."""
    random = Random(seed)
    written = file_of(random)
    required = tree(random, (), 2)
    routes = dict(list(written["routes"].items())[:ROUTES])
    for route in routes.values():
        if random.random() < 0.4 and route["require"] != "public":
            route["require"] = {"all_of": [route["require"], required]}
    invariants = [{"for": {"path": WHERE}, "must": {"require": required}}]
    issuer = {**ISSUER, "claims": {"roles": "roles", "permissions": "scope"}}  # so that callers may have any
    identity = {"issuers": {"main": issuer}}
    return plan_of(json.dumps({**written, "identity": identity, "routes": routes, "invariants": invariants}))


@cache
def found(seed: int) -> tuple[Fault, ...]:
    return tuple(broken(planned(seed)))


def allows(policy: Policy, call: Asked) -> bool:
    claims = {**call.claims, "sub": call.subject}  # as the issuer's tokens have it
    principal = Principal(call.subject, frozenset(call.roles), frozenset(call.permissions), claims)
    headers = [(name.encode(), value.encode()) for name, value in call.headers]
    facts = Facts(call.parameters, method=call.method, headers=headers, client=call.client, moment=call.moment)
    return policy.decide(principal, facts) is ALLOW


def violated(route: Route, required: Policy, random: Random) -> bool:
    assert route.door
    calls = [asked(random) for _ in range(CALLS)]
    return any(allows(route.door.policy, call) and not allows(required, call) for call in calls)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_proven_no_random_call_refutes(seed: int) -> None:
    plan, random = planned(seed), Random(seed)
    (invariant,) = plan.invariants
    assert invariant.require
    told = " ".join(fault.message for fault in found(seed))
    for route in plan.routes:
        if route.door and f"route `{route.name}`" not in told:
            assert not violated(route, invariant.require, random), (str(route.door.policy), str(invariant.require))


def test_some_are_proven_and_some_are_not() -> None:
    plans = [planned(seed) for seed in range(4)]
    faults = [fault.code for seed in range(4) for fault in found(seed)]
    assert faults.count("invariant-broken") > 20
    assert len(faults) < sum(len(plan.routes) for plan in plans) - 20
    assert faults.count("invariant-unproven") < len(faults) / 10
