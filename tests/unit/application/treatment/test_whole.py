"""Whole answers: read to their end within a bound, or not at all."""

import pytest

from application.treatment.whole import WholeAnswer, read_within
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.transport import FakeAnswer, ScriptedAnswer


async def test_pieces_become_one() -> None:
    assert await read_within(FakeAnswer(ScriptedAnswer(chunks=(b"ab", b"c"))), 3) == b"abc"


async def test_a_longer_one_is_not_read_to_its_end() -> None:
    answer = FakeAnswer(ScriptedAnswer(chunks=(b"ab", b"cd", b"ef")))
    assert await read_within(answer, 3) is None
    assert not answer.was_read_to_its_end


async def test_one_that_breaks_off_is_none() -> None:
    broken = ScriptedAnswer(chunks=(b"ab",), breaks=Failure(FailureKind.RESET, ""))
    assert await read_within(FakeAnswer(broken), 9) is None


@pytest.mark.parametrize(("limit", "read"), [(3, b"abc"), (2, None)])
async def test_one_that_came_with_its_head_is_there_already(limit: int, read: bytes | None) -> None:
    assert await read_within(WholeAnswer(200, [], b"abc"), limit) == read


async def test_a_whole_answer_is_its_one_piece() -> None:
    answer = WholeAnswer(200, [], b"abc", "http://a")
    assert [piece async for piece in answer.chunks()] == [b"abc"]
    await answer.release()
