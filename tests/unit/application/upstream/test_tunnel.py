"""Two channels and a pump each way: order, back-pressure, silence, expiry, and what each side hears at the end."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from application.upstream.tunnel import Tunnel
from application.upstream.tunnels import DRAINING, Tunnels
from domain.message.closing import Close, Ending
from tests.fakes.channel import FakeChannel
from tests.fakes.held_clock import HeldClock
from tests.fakes.settling import settled


class Rig:
    def __init__(self, expires_at: float | None = None) -> None:
        self.clock = HeldClock()
        self.caller, self.upstream = FakeChannel(), FakeChannel()
        self.tunnel = Tunnel(self.caller, self.upstream, self.clock)
        moment = None if expires_at is None else self.clock.now() + expires_at
        self.running = asyncio.ensure_future(self.tunnel.run(idle=4.0, expires_at=moment))

    async def ending(self) -> Ending:
        async with asyncio.timeout(5):
            return await self.running


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    rig = Rig()
    yield rig
    rig.running.cancel()
    await asyncio.wait((rig.running,))


async def test_messages_pass_both_ways_and_are_counted_in_bytes(rig: Rig) -> None:
    await rig.caller.peer.say("grüße", b"\x00")
    await rig.upstream.peer.say("ja")
    await settled()
    assert rig.upstream.peer.heard == ["grüße", b"\x00"]
    assert rig.caller.peer.heard == ["ja"]
    assert (rig.tunnel.bytes_in, rig.tunnel.bytes_out) == (8, 2)


async def test_a_reader_who_does_not_read_stops_the_pump_and_only_that_one(rig: Rig) -> None:
    rig.upstream.peer.reads.clear()
    await rig.caller.peer.say(*"abc")
    await rig.upstream.peer.say(*"xyz")
    await settled()
    assert rig.upstream.peer.heard == ["a"]
    assert rig.caller.peer.heard == ["x", "y", "z"]
    rig.upstream.peer.reads.set()
    await settled()
    assert rig.upstream.peer.heard == ["a", "b", "c"]


async def test_what_was_said_before_a_close_arrives_before_it(rig: Rig) -> None:
    await rig.caller.peer.say("last")
    await rig.caller.peer.close(Close(4000, "bye"))
    assert (await rig.ending()).word is None
    assert rig.upstream.peer.heard == ["last", Close(4000, "bye")]
    assert rig.caller.peer.heard == []


async def test_an_upstream_that_is_lost_is_told_to_the_caller(rig: Rig) -> None:
    await rig.upstream.peer.vanish()
    assert (await rig.ending()).word == "upstream-reset"
    assert rig.caller.peer.heard == [Close(1011, "upstream-reset")]


async def test_a_message_too_large_ends_both(rig: Rig) -> None:
    await rig.upstream.peer.say("x" * 1_001)
    await rig.ending()
    assert rig.caller.peer.heard == rig.upstream.peer.heard == [Close(1009, "message-too-large")]


async def test_silence_ends_both_after_the_idle_time_and_at_most_a_quarter_more(rig: Rig) -> None:
    await settled()
    await rig.clock.pass_by(3.75)
    assert not rig.running.done()
    await rig.clock.pass_by(1.5)
    assert (await rig.ending()).word == "idle"
    assert rig.caller.peer.heard == rig.upstream.peer.heard == [Close(1001, "idle")]


async def test_a_ping_of_either_side_is_a_sign_of_life(rig: Rig) -> None:
    await settled()
    for side in (rig.caller, rig.upstream, rig.caller):
        await rig.clock.pass_by(3)
        await side.peer.ping()
    await rig.clock.pass_by(3)
    assert not rig.running.done()


async def test_a_token_ends_its_tunnel_when_it_expires() -> None:
    rig = Rig(expires_at=3)
    await settled()
    await rig.clock.pass_by(2.75)
    assert not rig.running.done()
    await rig.clock.pass_by(0.5)
    assert (await rig.ending()).word == "token-expired"
    assert rig.caller.peer.heard == [Close(1008, "token-expired")]
    assert rig.upstream.peer.heard == [Close(1001, "token-expired")]


async def test_a_token_that_has_expired_meanwhile_ends_it_at_once() -> None:
    assert (await Rig(expires_at=-1).ending()).word == "token-expired"


async def test_draining_ends_those_that_are_open_and_those_that_come(rig: Rig) -> None:
    tunnels = Tunnels()
    tunnels.enter(rig.tunnel)
    tunnels.drain()
    tunnels.drain()
    assert await rig.ending() == DRAINING
    assert rig.caller.peer.heard == rig.upstream.peer.heard == [Close(1001, "gateway-draining")]
    late = Rig()
    tunnels.enter(late.tunnel)
    assert await late.ending() == DRAINING


async def test_the_first_end_is_the_one_that_is_told(rig: Rig) -> None:
    rig.tunnel.end(DRAINING)
    await rig.caller.peer.close(Close(1000))
    assert await rig.ending() == DRAINING


async def test_a_defect_of_a_channel_is_not_swallowed(rig: Rig) -> None:
    class Defective(FakeChannel):
        async def send(self, message: object) -> None:
            raise ZeroDivisionError

    tunnel = Tunnel(rig.caller, Defective(), rig.clock)
    rig.running.cancel()
    await asyncio.wait((rig.running,))
    await rig.caller.peer.say("in")
    with pytest.raises(ZeroDivisionError):
        await tunnel.run(idle=4, expires_at=None)
