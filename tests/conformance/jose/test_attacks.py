"""Negative tokens: each attack is refused with the right reason, and none raises."""

import pytest

from adapters.tokens.issuer_reader import CompactTokenText
from application.ports.tokens import Unverified
from tests.conformance.jose.attacks import CLAIMS, ES, ES384, attacks, edwards, good
from tests.conformance.jose.judging import Judge

ALL = list(attacks())


@pytest.fixture
async def judge() -> Judge:
    return await Judge().ready()


def test_there_are_many_and_no_two_are_the_same() -> None:
    assert len({token for _, token, _ in ALL}) >= 400
    assert len({name for name, _, _ in ALL}) == len(ALL)


async def test_what_they_are_made_from_is_good(judge: Judge) -> None:
    for token in (good(), *(signer.token(CLAIMS) for signer in (ES, ES384, edwards()))):
        assert await judge.in_the_end(token) == "ada"


def test_whoever_only_wants_to_know_the_issuer_learns_it_or_why_not() -> None:
    text = CompactTokenText()
    assert text.issuer_of(good()) == "https://idp.example"
    assert text.issuer_of(good(iss=None)) is None
    for name, token, reason in ALL:
        found = text.issuer_of(token)
        said = found.reason.name if isinstance(found, Unverified) else ""
        assert said in ("", "token-malformed", "token-encrypted"), name
        assert reason != "token-encrypted" or said == reason, name


@pytest.mark.parametrize(("name", "token", "reason"), ALL, ids=[name for name, _, _ in ALL])
async def test_it_is_refused_with_the_right_reason(judge: Judge, name: str, token: str, reason: str) -> None:
    assert await judge.in_the_end(token) in reason.split("|")
