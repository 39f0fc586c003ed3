"""A search finds a call where there is one, and says that there is none only where no random call is one."""

import json
from collections import Counter
from random import Random

import pytest

from domain.analysis.call import CallOf
from domain.analysis.search import Missing, Wanted, search
from domain.analysis.variable import Scope
from domain.identity.principal import Principal
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.permissions.policy import Policy
from tests.property.naive_policies import Asked
from tests.property.policy_trees import METHODS, asked
from tests.property.test_policies_mean_what_is_written import file_of
from tests.unit.application.house import plan_of

NAMES = (("user_id", "1"), ("tenant", "2"))
SCOPE = Scope(methods=METHODS)
CALLS = 200
Answer = CallOf | Missing


def policies_of(seed: int) -> list[Policy]:
    routes = plan_of(json.dumps(file_of(Random(seed)))).routes
    return [route.door.policy for route in routes if route.door]


def allows(policy: Policy, call: Asked) -> bool:
    principal = Principal(call.subject, frozenset(call.roles), frozenset(call.permissions), call.claims)
    headers = [(name.encode(), value.encode()) for name, value in call.headers]
    facts = Facts(call.parameters, method=call.method, headers=headers, client=call.client, moment=call.moment)
    return policy.decide(principal, facts) is ALLOW


def checked(wanted: tuple[Wanted, ...], calls: list[Asked]) -> str:
    found = search(wanted, SCOPE)
    if isinstance(found, CallOf):
        decided = [one.policy.decide(found.principal, found.facts(one.names)) is ALLOW for one in wanted]
        assert decided == [one.allows for one in wanted]
        return "found"
    missed = [call for call in calls if all(allows(one.policy, call) is one.allows for one in wanted)]
    assert found is Missing.UNKNOWN or not missed, (list(map(str, wanted)), missed[0])
    return found.value


@pytest.mark.parametrize("seed", range(4))
def test_one_policy_alone(seed: int) -> None:
    random = Random(seed)
    calls = [asked(random) for _ in range(CALLS)]
    told = Counter(
        checked((Wanted(policy, is_allowed, NAMES),), calls)
        for policy in policies_of(seed)
        for is_allowed in (True, False)
    )
    assert told["found"] > told.total() / 2
    assert told["unknown"] < told.total() / 20, told


@pytest.mark.parametrize("seed", range(4, 8))
def test_one_policy_allows_what_another_does_not(seed: int) -> None:
    random = Random(seed)
    policies = policies_of(seed)
    calls = [asked(random) for _ in range(CALLS)]
    told = Counter(
        checked((Wanted(random.choice(policies), True, NAMES), Wanted(random.choice(policies), False, NAMES)), calls)
        for _ in range(200)
    )
    assert told["unknown"] < told.total() / 5, told
