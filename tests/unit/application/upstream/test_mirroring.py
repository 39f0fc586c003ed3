"""Mirrors: copies that can't slow, fail or outlive the call."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from application.ports.transport import Body, Call
from application.upstream.mirroring import (
    LARGEST_BODY,
    LONGEST,
    MOST_IN_FLIGHT,
    BoundMirror,
    Flights,
    Mirroring,
    copied,
)
from domain.message.headers import values
from domain.plan.plan import Mirror
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.timeouts import Timeouts
from tests.fakes.clock import FakeClock
from tests.fakes.settling import settled
from tests.fakes.transport import FakeTransport, ScriptedAnswer

CLOCK = FakeClock()


def call(body: Body | None = None, length: int | None = None) -> Call:
    return Call("GET", b"/a", [(b"host", b"inner"), (b"x-a", b"1")], Timeouts(), body=body, length=length)


def mirroring(
    transport: FakeTransport,
    flights: Flights,
    share: float = 1.0,
    *,
    keeps_host: bool = False,
    total: float | None = None,
) -> Mirroring:
    return Mirroring([BoundMirror(Mirror("shadow", share, Timeouts(total=total), keeps_host), transport)], flights)


async def at_rest() -> None:
    await settled(lambda: len(asyncio.all_tasks()))


async def chunks(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def test_a_copy_lacks_what_the_mirror_is_not_to_see() -> None:
    transport, flights = FakeTransport(), Flights(CLOCK)
    bound = BoundMirror(Mirror("shadow", 1.0, Timeouts(), keeps_host=False), transport, frozenset((b"x-a",)))
    Mirroring([bound], flights).accompany(call(), b"api.example")
    await at_rest()
    assert transport.calls[0].headers == []


async def test_a_copy_has_the_mirrors_timeouts_and_never_no_deadline() -> None:
    transport, flights = FakeTransport(), Flights(CLOCK)
    mirroring(transport, flights).accompany(call(), b"api.example")
    mirroring(transport, flights, total=2.0).accompany(call(), b"api.example")
    await at_rest()
    assert [one.deadline for one in transport.calls] == [CLOCK.monotonic() + LONGEST, CLOCK.monotonic() + 2.0]


async def test_a_copy_goes_under_the_mirrors_host_or_the_callers_where_its_upstream_keeps_it() -> None:
    transport, flights = FakeTransport(), Flights(CLOCK)
    mirroring(transport, flights).accompany(call(), b"api.example")
    mirroring(transport, flights, keeps_host=True).accompany(call(), b"api.example")
    await at_rest()
    assert [values(one.headers, b"host") for one in transport.calls] == [[], [b"api.example"]]


async def test_no_more_than_a_stated_number_are_under_way_and_closing_ends_them() -> None:
    transport, flights = FakeTransport(), Flights(CLOCK)
    transport.gate = asyncio.Event()
    for _ in range(MOST_IN_FLIGHT + 5):
        mirroring(transport, flights).accompany(call(), b"")
    await at_rest()
    assert (len(transport.calls), flights.left_out) == (MOST_IN_FLIGHT, 5)
    await flights.close()
    transport.gate.set()
    await at_rest()
    assert transport.answers == []
    mirroring(transport, flights).accompany(call(), b"")
    assert flights.left_out == 6


@pytest.mark.parametrize(
    "outcome",
    [
        Failure(FailureKind.CONNECT, "down"),
        ScriptedAnswer(200, chunks=(b"a",), breaks=Failure(FailureKind.RESET, "gone")),
    ],
)
async def test_what_becomes_of_a_copy_is_nobodys_concern(
    outcome: Failure | ScriptedAnswer, caplog: pytest.LogCaptureFixture
) -> None:
    transport, flights = FakeTransport(outcome), Flights(CLOCK)
    mirroring(transport, flights).accompany(call(), b"")
    await at_rest()
    assert len(transport.calls) == 1
    assert all(answer.is_released for answer in transport.answers)
    assert [record for record in caplog.records if record.levelno > logging.DEBUG] == []


async def test_a_bug_in_a_copy_is_logged_and_ends_there(caplog: pytest.LogCaptureFixture) -> None:
    mirroring(FakeTransport(RuntimeError("bug")), Flights(CLOCK)).accompany(call(), b"")
    await at_rest()
    assert "a mirrored call failed in the gateway" in caplog.text


async def passed(*pieces: bytes, length: int | None) -> tuple[bytes, list[bytes]]:
    """What went by, asked for as a transport does: by the length where there is one; and the copies."""
    copies: list[bytes] = []
    body = copied(chunks(*pieces), length, copies.append)
    taken = b""
    while length is None or len(taken) < length:
        piece = await anext(body, None)
        if piece is None:
            break
        taken += piece
    return taken, copies


async def test_a_body_is_copied_while_it_goes_by() -> None:
    assert await passed(b"ab", b"c", length=3) == (b"abc", [b"abc"])
    assert await passed(b"ab", b"c", length=None) == (b"abc", [b"abc"])
    assert await passed(length=None) == (b"", [b""])


async def test_a_body_that_is_too_large_or_breaks_off_goes_by_and_is_not_copied() -> None:
    large = b"x" * LARGEST_BODY
    assert await passed(large, b"y", length=None) == (large + b"y", [])
    assert await passed(b"ab", length=3) == (b"ab", [])


async def test_an_announced_body_that_is_too_large_is_not_even_counted() -> None:
    transport, body = FakeTransport(), chunks(b"a")
    large = call(body, LARGEST_BODY + 1)
    mirroring(transport, Flights(CLOCK)).accompany(large, b"")
    assert large.body is body


async def test_an_empty_body_needs_no_waiting() -> None:
    transport = FakeTransport()
    mirroring(transport, Flights(CLOCK)).accompany(call(chunks(), 0), b"")
    await at_rest()
    assert (transport.calls[0].length, transport.bodies) == (0, [b""])


async def test_a_share_of_nothing_is_nothing() -> None:
    transport = FakeTransport()
    ways = mirroring(transport, Flights(CLOCK), 0.0)
    for _ in range(50):
        ways.accompany(call(), b"")
    await at_rest()
    assert transport.calls == []
