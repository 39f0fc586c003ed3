"""Claims compared: a denial says what was wanted, and whether it could be told at all."""

from domain.message import reason
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.comparison import Contains, Equals
from domain.permissions.decision import ALLOW, Denial, undecided
from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.operand import Literal, PathParameter
from tests.unit.domain.builders import principal

TENANT = ClaimIs("org.tenant", Equals(PathParameter("id")))
PATH = Facts({"id": "acme"})


def test_a_claim_that_holds_is_allowed() -> None:
    assert TENANT.decide(principal(org={"tenant": "acme"}), PATH) is ALLOW


def test_a_claim_that_does_not_hold_is_denied_by_name() -> None:
    denial = Denial(reason.CLAIM_MISMATCH, "not so: claim org.tenant = {id}")
    assert TENANT.decide(principal(org={"tenant": "other"}), PATH) == denial


def test_a_claim_that_cannot_be_compared_is_undecided() -> None:
    why = "whether claim org.tenant = {id} cannot be told: absent, or of another kind"
    for caller in (principal(), principal(org="acme"), principal(org={"tenant": ["acme"]})):
        assert TENANT.decide(caller, PATH) == undecided(reason.CLAIM_MISMATCH, why)
    assert TENANT.decide(principal(org={"tenant": "acme"}), NO_FACTS) == undecided(reason.CLAIM_MISMATCH, why)


def test_presence_is_always_decided() -> None:
    there, absent = ClaimPresent("org.tenant", wanted=True), ClaimPresent("org.tenant", wanted=False)
    stated, silent = principal(org={"tenant": False}), principal(org={"tenant": None})
    assert there.decide(stated, NO_FACTS) is ALLOW
    assert absent.decide(silent, NO_FACTS) is ALLOW
    assert there.decide(silent, NO_FACTS) == Denial(reason.CLAIM_MISMATCH, "not so: claim org.tenant present")
    assert absent.decide(stated, NO_FACTS) == Denial(reason.CLAIM_MISMATCH, "not so: claim org.tenant absent")


def test_it_asks_for_the_caller_and_for_what_the_claim_is_compared_with() -> None:
    assert TENANT.asks == Asks.CALLER | Asks.REQUEST
    assert ClaimIs("groups", Contains(Literal("staff"))).asks == Asks.CALLER
