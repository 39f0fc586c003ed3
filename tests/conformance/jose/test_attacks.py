"""Negative tokens: each attack is refused with the right reason, and none raises."""

import pytest

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


@pytest.mark.parametrize(("name", "token", "reason"), ALL, ids=[name for name, _, _ in ALL])
async def test_it_is_refused_with_the_right_reason(judge: Judge, name: str, token: str, reason: str) -> None:
    assert await judge.in_the_end(token) in reason.split("|")
