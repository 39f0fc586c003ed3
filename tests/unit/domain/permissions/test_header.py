"""Headers compared: once and readable, or nothing can be told."""

import pytest

from domain.identity.principal import NOBODY
from domain.message import reason
from domain.permissions.comparison import Equals, OneOf
from domain.permissions.decision import ALLOW, Denial, undecided
from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.operand import HeaderValue, Literal, PathParameter

STAGE = HeaderIs(b"x-stage", OneOf((Literal("beta"), Literal("dev"))))


def with_stage(*values: bytes) -> Facts:
    return Facts(headers=[(b"x-stage", value) for value in values])


def test_a_header_that_holds_is_allowed() -> None:
    assert STAGE.decide(NOBODY, with_stage(b"beta")) is ALLOW


def test_a_header_that_does_not_hold_is_denied_by_name() -> None:
    denial = Denial(reason.HEADER_MISMATCH, "not so: header x-stage in [beta, dev]")
    assert STAGE.decide(NOBODY, with_stage(b"live")) == denial


def test_a_header_may_be_compared_with_the_path() -> None:
    own = HeaderIs(b"x-user", Equals(PathParameter("id")))
    assert own.decide(NOBODY, Facts({"id": "ada"}, headers=[(b"x-user", b"ada")])) is ALLOW


@pytest.mark.parametrize("facts", [NO_FACTS, with_stage(b"beta", b"beta"), with_stage(b"\xff")])
def test_a_header_that_is_not_there_exactly_once_is_undecided(facts: Facts) -> None:
    why = "whether header x-stage in [beta, dev] cannot be told: not there exactly once"
    assert STAGE.decide(NOBODY, facts) == undecided(reason.HEADER_MISMATCH, why)


def test_presence_is_always_decided() -> None:
    there, absent = HeaderPresent(b"x-stage", wanted=True), HeaderPresent(b"x-stage", wanted=False)
    for facts in (with_stage(b""), with_stage(b"a", b"b")):
        assert there.decide(NOBODY, facts) is ALLOW
        assert absent.decide(NOBODY, facts) == Denial(reason.HEADER_MISMATCH, "not so: header x-stage absent")
    assert there.decide(NOBODY, Facts(headers=[(b"x_stage", b"")])) is ALLOW
    assert absent.decide(NOBODY, NO_FACTS) is ALLOW
    assert there.decide(NOBODY, NO_FACTS) == Denial(reason.HEADER_MISMATCH, "not so: header x-stage present")


def test_headers_ask_for_the_request_and_never_for_the_caller() -> None:
    for policy in (STAGE, HeaderPresent(b"x-a", wanted=True), HeaderIs(b"x-a", Equals(HeaderValue(b"x-b")))):
        assert policy.asks == Asks.REQUEST
