"""Policies, whatever they are made of: more rights never take one away, and order does not decide."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.identity.principal import Principal
from domain.permissions.combination import AllOf, AnyOf, Not
from domain.permissions.decision import ALLOW, Denial
from domain.permissions.facts import Facts
from domain.permissions.policy import Authenticated, ClaimEquals, HasPermission, HasRole, Policy, SubjectIs

ROLES = ("viewer", "manager", "admin")
roles = st.sampled_from(ROLES)
held = st.frozensets(roles, max_size=3)
permissions = st.sampled_from(("orders:read", "orders:write"))
atoms: st.SearchStrategy[Policy] = st.one_of(
    st.just(Authenticated()),
    st.builds(HasRole, roles, held),
    st.builds(HasPermission, permissions, held),
    st.builds(SubjectIs, st.sampled_from(("user_id", "other"))),
    st.builds(ClaimEquals, st.just("tenant"), st.sampled_from(("acme", 1, True))),
)


def combined(parts: st.SearchStrategy[Policy]) -> st.SearchStrategy[Policy]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(AnyOf, several), st.builds(AllOf, several))


def combined_or_negated(parts: st.SearchStrategy[Policy]) -> st.SearchStrategy[Policy]:
    return st.one_of(combined(parts), st.builds(Not, parts))


positive = st.recursive(atoms, combined, max_leaves=8)
any_policy = st.recursive(atoms, combined_or_negated, max_leaves=8)
principals = st.builds(
    Principal,
    st.sampled_from(("ada", "bob")),
    held,
    st.frozensets(permissions),
    st.dictionaries(st.just("tenant"), st.sampled_from(("acme", "other", 1, True, None))),
)
all_facts = st.builds(Facts, st.dictionaries(st.just("user_id"), st.sampled_from(("ada", "bob"))))


@given(positive, principals, all_facts, roles, permissions)
def test_a_further_right_never_closes_a_door_without_a_not(
    policy: Policy, principal: Principal, facts: Facts, role: str, permission: str
) -> None:
    if policy.decide(principal, facts) is ALLOW:
        assert policy.decide(replace(principal, roles=principal.roles | {role}), facts) is ALLOW
        more = replace(principal, permissions=principal.permissions | {permission})
        assert policy.decide(more, facts) is ALLOW


@given(st.lists(any_policy, min_size=1, max_size=4), principals, all_facts, st.data())
def test_the_order_of_parts_does_not_decide(
    parts: list[Policy], principal: Principal, facts: Facts, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(parts))
    for combine in (AnyOf, AllOf):
        one, other = combine(tuple(parts)), combine(tuple(shuffled))
        assert (one.decide(principal, facts) is ALLOW) == (other.decide(principal, facts) is ALLOW)


@given(any_policy, principals, all_facts)
def test_a_decision_is_allow_or_a_denial_and_not_turns_round_what_is_decided(
    policy: Policy, principal: Principal, facts: Facts
) -> None:
    decision, opposite = policy.decide(principal, facts), Not(policy).decide(principal, facts)
    if isinstance(decision, Denial) and decision.is_undecided:
        assert opposite == decision
    else:
        assert {type(decision), type(opposite)} == {type(ALLOW), Denial}


@given(any_policy)
def test_a_policy_can_be_printed_and_compared(policy: Policy) -> None:
    assert str(policy)
    assert policy == replace(policy)  # type: ignore[type-var]
