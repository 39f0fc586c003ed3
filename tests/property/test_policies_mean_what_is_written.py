"""From the text of a file to a decision, beside a naive reading of the same text: 10,000 random policies."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from domain.identity.principal import NOBODY, Principal
from domain.permissions.decision import ALLOW, Denial
from domain.permissions.facts import Facts
from domain.plan.plan import Route
from tests.property.naive_policies import GRANTS, INHERITS, Asked, Tree, Verdict, all_of, any_of, holds
from tests.property.policy_trees import METHODS, ROLES, asked, tree
from tests.unit.application.house import plan_of

FILES, ROUTES, CALLS = 40, 250, 3
ISSUER = {"issuer": "https://idp.example", "audience": ["shop"], "keys": "discover", "algorithms": ["RS256"]}


def file_of(random: Random) -> dict[str, Any]:
    policies: dict[str, Tree] = {}
    for number in range(4):
        policies[f"p{number}"] = tree(random, tuple(policies), 2)
    names = tuple(policies)
    defaults = {"require": random.choice(("public", "authenticated", tree(random, names, 1)))}
    if random.random() < 0.5:
        defaults["deny"] = tree(random, names, 1)
    return {
        "version": 1,
        "identity": {"issuers": {"main": ISSUER}},
        "permissions": {
            "roles": {name: {"inherits": list(INHERITS[name]), "grants": list(GRANTS[name])} for name in ROLES},
            "policies": policies,
        },
        "upstreams": {"orders": {"targets": [{"url": "http://orders:8080"}]}},
        "defaults": defaults,
        "routes": {f"r{number}": route_of(random, number, names) for number in range(ROUTES)},
    }


def route_of(random: Random, number: int, names: tuple[str, ...]) -> dict[str, Any]:
    route: dict[str, Any] = {"match": f"GET,POST /r{number}/{{user_id}}/{{tenant}}", "to": "orders"}
    route["require"] = tree(random, names)
    if random.random() < 0.2:
        route["deny"] = tree(random, names, 1)
    if random.random() < 0.2:
        route["access"] = {
            method: random.choice((*ROLES, "authenticated", tree(random, names, 1))) for method in METHODS
        }
    if random.random() < 0.2:
        route["override"] = True
    return route


def naive(written: dict[str, Any], name: str, call: Asked) -> Verdict:
    route, policies = written["routes"][name], written["permissions"]["policies"]
    level = route.get("access", {}).get(call.method, "authenticated")
    required = [route["require"], {"role": level} if level in ROLES else level]
    if not route.get("override"):
        required.append(written["defaults"]["require"])
    denied = [place["deny"] for place in (written["defaults"], route) if "deny" in place]
    refused = any_of(holds(one, call, policies) for one in denied)
    demanded = all_of(holds(one, call, policies) for one in required)
    return demanded if refused is False else False if refused else None


def compiled(route: Route, call: Asked) -> Verdict:
    principal = Principal(call.subject, frozenset(call.roles), frozenset(call.permissions), call.claims)
    headers = [(name.encode(), value.encode()) for name, value in call.headers]
    facts = Facts(call.parameters, method=call.method, headers=headers, client=call.client, moment=call.moment)
    policy = route.door.policy if route.door else route.fence
    assert policy is not None
    decision = policy.decide(principal if route.door else NOBODY, facts)
    if isinstance(decision, Denial):
        return None if decision.is_undecided else False
    assert decision is ALLOW
    return True


def agreed(seed: int) -> Counter[Verdict]:
    """The verdicts of one file, on each of which both readers agree."""
    random = Random(seed)
    written = file_of(random)
    verdicts: Counter[Verdict] = Counter()
    for route in plan_of(json.dumps(written)).routes:
        for call in [asked(random) for _ in range(CALLS)]:
            expected = naive(written, route.name, call)
            assert compiled(route, call) is expected, (written["routes"][route.name], call)
            verdicts[expected] += 1
    return verdicts


@pytest.mark.parametrize("seed", range(FILES))
def test_a_compiled_policy_decides_as_a_naive_reader_of_the_file_would(seed: int) -> None:
    assert agreed(seed).total() == ROUTES * CALLS


def test_the_random_files_allow_and_deny_and_leave_undecided_often_enough_to_show_something() -> None:
    verdicts = sum(map(agreed, range(5)), Counter[Verdict]())
    assert set(verdicts) == {True, False, None}
    assert min(verdicts.values()) > verdicts.total() / 20


def changed(random: Random, call: Asked) -> Asked:
    """The same caller and call, in another order."""
    claims = {
        path: shuffled(random, value) if isinstance(value, list) else value for path, value in call.claims.items()
    }
    return replace(
        call,
        roles=tuple(shuffled(random, call.roles)),
        permissions=tuple(shuffled(random, call.permissions)),
        claims=dict(shuffled(random, claims.items())),
        headers=tuple(shuffled(random, call.headers)),
    )


def reordered(random: Random, written: Tree) -> Tree:
    """The same rules, in another order."""
    if isinstance(written, dict):
        return {key: reordered(random, value) for key, value in shuffled(random, written.items())}
    return [reordered(random, one) for one in shuffled(random, written)] if isinstance(written, list) else written


def shuffled(random: Random, values: Iterable[Any]) -> list[Any]:
    listed = list(values)
    random.shuffle(listed)
    return listed


def without(written: Tree, *keys: str) -> Tree:
    if isinstance(written, dict):
        return {key: without(value, *keys) for key, value in written.items() if key not in keys}
    return [without(one, *keys) for one in written] if isinstance(written, list) else written


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_roles_claims_headers_and_rules_does_not_decide(seed: int) -> None:
    random = Random(seed)
    written = file_of(random)
    other = {route.name: route for route in plan_of(json.dumps(reordered(random, written))).routes}
    for route in plan_of(json.dumps(written)).routes:
        call = asked(random)
        assert compiled(route, call) is compiled(other[route.name], changed(random, call))


@pytest.mark.parametrize("seed", range(3))
def test_what_a_route_requires_and_denies_itself_never_widens_what_the_defaults_require(seed: int) -> None:
    random = Random(seed)
    written = file_of(random)
    written["defaults"]["require"] = tree(random, tuple(written["permissions"]["policies"]), 2)
    bare = {name: {"match": one["match"], "to": "orders"} for name, one in written["routes"].items()}
    defaults = {route.name: route for route in plan_of(json.dumps({**written, "routes": bare})).routes}
    for route in plan_of(json.dumps({**written, "routes": without(written["routes"], "override")})).routes:
        for call in [asked(random) for _ in range(CALLS)]:
            assert compiled(route, call) is not True or compiled(defaults[route.name], call) is True


@pytest.mark.parametrize("seed", range(3))
def test_a_further_role_never_takes_a_right_away_where_nothing_is_denied_or_negated(seed: int) -> None:
    random = Random(seed)
    written = affirmative(file_of(random))
    gained = 0
    for route in plan_of(json.dumps(written)).routes:
        for call in [asked(random) for _ in range(CALLS)]:
            more = replace(call, roles=(*call.roles, random.choice(ROLES)))
            assert compiled(route, call) is not True or compiled(route, more) is True
            gained += compiled(route, call) is not True and compiled(route, more) is True
    assert gained


def affirmative(written: Tree) -> Tree:
    """Without any `deny`, and with what stood below a `not` in its place."""
    if isinstance(written, dict):
        if set(written) == {"not"}:
            return affirmative(written["not"])
        return {key: affirmative(value) for key, value in written.items() if key != "deny"}
    return [affirmative(one) for one in written] if isinstance(written, list) else written
