"""The caller's body: counted while it streams past."""

from collections.abc import AsyncIterator

import pytest

from application.ports.transport import CallerBodyFault
from application.upstream.intake import limited, objection
from domain.message.framing import Announced
from domain.upstream.failure import FailureKind


async def _body(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def test_a_body_of_exactly_the_limit_passes_whole() -> None:
    assert [chunk async for chunk in limited(_body(b"abc", b"de"), 5)] == [b"abc", b"de"]


async def test_a_body_is_stopped_at_the_chunk_that_goes_beyond_the_limit() -> None:
    passing = limited(_body(b"abc", b"def"), 5)
    assert await anext(passing) == b"abc"
    with pytest.raises(CallerBodyFault) as fault:
        await anext(passing)
    assert fault.value.kind is FailureKind.CALLER_BODY_TOO_LARGE


def test_an_announced_length_beyond_the_limit_is_refused_unread() -> None:
    refusal = objection(Announced(6), 5)
    assert refusal is not None
    assert (refusal.status, refusal.reason.name) == (413, "body-too-large")


@pytest.mark.parametrize("announced", [None, Announced(None), Announced(5)])
def test_nothing_is_said_against_what_may_fit(announced: Announced | None) -> None:
    assert objection(announced, 5) is None
