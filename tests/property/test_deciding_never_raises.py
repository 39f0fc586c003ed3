"""Deciding never raises, whatever a token states and a request says: it allows, or denies with a reason."""

import json
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.identity.principal import Principal
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from tests.property.policy_trees import METHODS, PARAMETERS, WORDS
from tests.property.test_policies_mean_what_is_written import file_of
from tests.unit.application.house import plan_of

ROUTES = plan_of(json.dumps(file_of(Random(1)))).routes
texts = st.text(max_size=6) | st.sampled_from(WORDS)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(2**64) | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts | st.just("level"), inner, max_size=3),
    max_leaves=6,
)
claims = st.dictionaries(st.sampled_from(("tenant", "groups", "org", "org.level", "sub")) | texts, values)
headers = st.lists(
    st.tuples(st.sampled_from((b"x-tenant", b"x_tenant", b"x-stage")), st.binary(max_size=6)), max_size=4
)
all_facts = st.builds(
    Facts,
    st.dictionaries(st.sampled_from(PARAMETERS), texts),
    method=st.sampled_from(METHODS) | texts,
    headers=headers,
    client=st.ip_addresses().map(str) | texts,
    moment=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)
principals = st.builds(Principal, texts, st.frozensets(texts), st.frozensets(texts), claims)


@given(principals, all_facts)
def test_every_policy_of_a_file_gives_a_decision(principal: Principal, facts: Facts) -> None:
    for route in ROUTES:
        assert route.door is not None
        decision = route.door.policy.decide(principal, facts)
        assert decision is ALLOW or decision.why
