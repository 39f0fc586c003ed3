"""Policies: each allows what it says, denies the rest by a name, and prints as a person would say it."""

import pytest

from domain.identity.principal import NOBODY, Principal
from domain.message import reason
from domain.permissions.decision import ALLOW, Denial, undecided
from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.policy import Anybody, Authenticated, ClaimEquals, HasPermission, HasRole, Policy, SubjectIs
from tests.unit.domain.builders import principal

VIEWER = HasRole("viewer", frozenset(("viewer", "manager")))
READ = HasPermission("orders:read", frozenset(("viewer", "manager")))
OWN = SubjectIs("user_id")


@pytest.mark.parametrize(
    ("policy", "caller"),
    [
        pytest.param(Authenticated(), principal(), id="anybody with a token"),
        pytest.param(VIEWER, principal("viewer"), id="the role itself"),
        pytest.param(VIEWER, principal("manager", "other"), id="a role that inherits it"),
        pytest.param(READ, principal("viewer"), id="a role that grants it"),
        pytest.param(READ, principal(permissions=("orders:read",)), id="a token that states it"),
        pytest.param(OWN, principal(), id="the subject of the path"),
        pytest.param(ClaimEquals("tenant", "acme"), principal(tenant="acme"), id="a word"),
        pytest.param(ClaimEquals("org.level", 3), principal(org={"level": 3}), id="a number inside an object"),
        pytest.param(ClaimEquals("verified", value=True), principal(verified=True), id="a truth"),
    ],
)
def test_who_has_what_a_policy_wants_is_allowed(policy: Policy, caller: Principal) -> None:
    assert policy.decide(caller, Facts({"user_id": "ada"})) is ALLOW


@pytest.mark.parametrize(
    ("policy", "caller", "why"),
    [
        (VIEWER, principal("Viewer"), Denial(reason.ROLE_MISSING, "role viewer is missing")),
        (VIEWER, principal(permissions=("viewer",)), Denial(reason.ROLE_MISSING, "role viewer is missing")),
        (READ, principal("other"), Denial(reason.PERMISSION_MISSING, "permission orders:read is missing")),
        (READ, principal("orders:read"), Denial(reason.PERMISSION_MISSING, "permission orders:read is missing")),
        (
            READ,
            principal(permissions=("*", "orders:*")),
            Denial(reason.PERMISSION_MISSING, "permission orders:read is missing"),
        ),
        (
            ClaimEquals("tenant", "acme"),
            principal(),
            undecided(reason.CLAIM_MISMATCH, "claim tenant is missing, or is nothing like 'acme'"),
        ),
        (
            ClaimEquals("tenant", "acme"),
            principal(tenant="other"),
            Denial(reason.CLAIM_MISMATCH, "claim tenant is not 'acme'"),
        ),
        (OWN, principal(), undecided(reason.SUBJECT_MISMATCH, "the path has no {user_id}")),
    ],
)
def test_what_is_missing_is_denied_by_name(policy: Policy, caller: Principal, why: Denial) -> None:
    assert policy.decide(caller, NO_FACTS) == why


@pytest.mark.parametrize("parameters", [{"user_id": "bob"}, {"user_id": "ADA"}, {"user_id": ""}])
def test_another_subject_than_the_paths_is_denied(parameters: dict[str, str]) -> None:
    expected = Denial(reason.SUBJECT_MISMATCH, "the subject is not the path's {user_id}")
    assert OWN.decide(principal(), Facts(parameters)) == expected


@pytest.mark.parametrize(
    ("wanted", "stated"),
    [(True, 1), (1, True), (1, 1.0), (1, "1"), ("1", 1), ("acme", ["acme"]), ("acme", None), (0, False), (False, None)],
)
def test_a_claim_of_another_kind_cannot_be_compared(wanted: str | bool, stated: object) -> None:
    decision = ClaimEquals("claim", wanted).decide(principal(claim=stated), NO_FACTS)
    assert isinstance(decision, Denial)
    assert decision.is_undecided


def test_a_public_route_is_for_anybody() -> None:
    assert Anybody().decide(NOBODY, NO_FACTS) is ALLOW


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (Anybody(), "public"),
        (Authenticated(), "any authenticated caller"),
        (VIEWER, "role viewer"),
        (READ, "permission orders:read"),
        (OWN, "the subject named by {user_id}"),
        (ClaimEquals("tenant", "acme"), "claim tenant = acme"),
    ],
)
def test_a_policy_prints_as_a_person_would_say_it(policy: Policy, said: str) -> None:
    assert str(policy) == said


def test_equal_policies_are_equal_values() -> None:
    assert HasRole("viewer", frozenset(("manager", "viewer"))) == VIEWER


def test_only_what_looks_at_the_path_asks_for_the_request() -> None:
    assert {policy.asks for policy in (Authenticated(), VIEWER, READ, ClaimEquals("a", "b"))} == {Asks.CALLER}
    assert OWN.asks == Asks.CALLER | Asks.REQUEST
    assert Anybody().asks == Asks.NOTHING
