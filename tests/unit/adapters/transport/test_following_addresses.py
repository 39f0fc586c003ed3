"""What is asked when, what is kept, and who waits: with a lookup that does as it is told, and a clock that is held."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from adapters.transport.following_addresses import FollowingAddresses
from tests.fakes.held_clock import HeldClock
from tests.fakes.lookup import FakeLookup


async def turned() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(rest=turned)


@pytest.fixture
async def lookup() -> FakeLookup:
    return FakeLookup("192.0.2.1")


@pytest.fixture
async def addresses(lookup: FakeLookup, clock: HeldClock) -> AsyncIterator[FollowingAddresses]:
    addresses = FollowingAddresses("orders", lookup, clock)
    yield addresses
    await addresses.close()


async def ips(addresses: FollowingAddresses) -> set[str]:
    return {address[4][0] for address in await addresses.all()}


async def in_use(addresses: FollowingAddresses, clock: HeldClock, seconds: float) -> None:
    for _ in range(round(seconds)):
        await addresses.all()
        await clock.pass_by(1)


async def test_the_first_caller_waits_and_the_next_ones_do_not(
    addresses: FollowingAddresses, lookup: FakeLookup
) -> None:
    assert addresses.current() is None
    assert await ips(addresses) == {"192.0.2.1"}
    assert addresses.current() == frozenset({"192.0.2.1"})
    lookup.let_go.clear()
    assert await ips(addresses) == {"192.0.2.1"}
    assert lookup.asked == 1


@pytest.mark.parametrize(("ttl", "good_for"), [(0, 1), (1, 1), (30, 30), (300, 300), (86400, 300), (None, 10)], ids=str)
async def test_a_name_that_moves_is_followed_when_its_time_is_over(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock, ttl: float | None, good_for: float
) -> None:
    lookup.leads_to("192.0.2.1", ttl=ttl)
    await addresses.all()
    lookup.leads_to("192.0.2.2", ttl=ttl)
    await clock.pass_by(good_for - 0.25)
    assert await ips(addresses) == {"192.0.2.1"}
    await clock.pass_by(0.25)
    assert lookup.asked == 2
    assert await ips(addresses) == {"192.0.2.2"}


async def test_nobody_waits_while_a_name_that_is_followed_is_asked_for(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    await addresses.all()
    lookup.let_go.clear()
    await clock.pass_by(40)
    assert lookup.asked == 2
    assert await ips(addresses) == {"192.0.2.1"}
    assert addresses.current() == frozenset({"192.0.2.1"})


async def test_a_name_that_nobody_uses_is_left_alone_after_a_minute(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    lookup.leads_to("192.0.2.1", ttl=10)
    await addresses.all()
    await clock.pass_by(300)
    assert lookup.asked == 6  # at 0, 10, … 50


async def test_a_name_whose_time_is_longer_than_a_minute_is_left_alone_after_it(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    lookup.leads_to("192.0.2.1", ttl=200)
    await addresses.all()
    await clock.pass_by(50)
    await addresses.all()
    await clock.pass_by(600)
    assert lookup.asked == 2


async def test_reusing_connections_is_using_the_name(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    await addresses.all()
    for _ in range(20):
        await clock.pass_by(30)
        assert addresses.current()
    assert lookup.asked == 21


async def test_the_first_use_after_a_while_waits_for_a_fresh_answer(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    await addresses.all()
    await clock.pass_by(120)
    lookup.leads_to("192.0.2.2")
    lookup.let_go.clear()
    waiting = asyncio.ensure_future(ips(addresses))
    await turned()
    assert not waiting.done()
    lookup.let_go.set()
    assert await waiting == {"192.0.2.2"}


async def test_after_a_while_no_old_connection_is_known_to_be_right_and_the_name_is_asked_for(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    await addresses.all()
    await clock.pass_by(120)
    lookup.leads_to("192.0.2.2")
    assert addresses.current() == frozenset()
    await turned()
    assert addresses.current() == frozenset({"192.0.2.2"})


async def test_a_name_that_stops_resolving_keeps_its_addresses_and_is_retried_ever_less_often(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    await addresses.all()
    lookup.problem = OSError("not found")
    asked: list[int] = []
    for second in range(30, 90):
        await in_use(addresses, clock, 1 if second > 30 else 30)
        if lookup.asked > len(asked) + 1:
            asked.append(second)
    assert asked == [30, 31, 33, 37, 45, 55, 65, 75, 85]
    assert await ips(addresses) == {"192.0.2.1"}
    assert addresses.current() == frozenset({"192.0.2.1"})


async def test_a_name_that_comes_back_is_followed_as_before(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    await addresses.all()
    lookup.problem = OSError("not found")
    await in_use(addresses, clock, 40)
    lookup.leads_to("192.0.2.2", ttl=30)
    await in_use(addresses, clock, 8)
    assert await ips(addresses) == {"192.0.2.2"}
    asked = lookup.asked
    await in_use(addresses, clock, 25)
    assert lookup.asked == asked


async def test_a_name_that_fails_after_nobody_used_it_keeps_its_last_addresses(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    await addresses.all()
    await clock.pass_by(120)
    lookup.problem = OSError("timeout")
    assert await ips(addresses) == {"192.0.2.1"}
    assert addresses.current() == frozenset({"192.0.2.1"})


async def test_a_name_that_was_never_found_is_refused_by_name_and_asked_for_once_a_second(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    lookup.problem = OSError("not found")
    for asked in (1, 2):
        for _ in range(3):
            with pytest.raises(OSError, match="orders: not found"):
                await addresses.all()
        assert lookup.asked == asked
        assert addresses.current() is None
        await clock.pass_by(1)
    lookup.leads_to("192.0.2.1")
    assert await ips(addresses) == {"192.0.2.1"}


async def test_a_name_that_was_never_found_is_not_asked_for_behind_anybodys_back(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    lookup.problem = OSError("not found")
    with pytest.raises(OSError, match="orders"):
        await addresses.all()
    await clock.pass_by(60)
    assert lookup.asked == 1


async def test_all_who_wait_share_one_question(addresses: FollowingAddresses, lookup: FakeLookup) -> None:
    lookup.let_go.clear()
    waiting = [asyncio.ensure_future(ips(addresses)) for _ in range(5)]
    await turned()
    lookup.let_go.set()
    assert await asyncio.gather(*waiting) == [{"192.0.2.1"}] * 5
    assert lookup.asked == 1


async def test_whoever_gives_up_does_not_stop_it_for_the_others(
    addresses: FollowingAddresses, lookup: FakeLookup
) -> None:
    lookup.let_go.clear()
    first, second = (asyncio.ensure_future(ips(addresses)) for _ in range(2))
    await turned()
    first.cancel()
    await turned()
    lookup.let_go.set()
    assert await second == {"192.0.2.1"}
    assert first.cancelled()
    assert lookup.asked == 1


async def test_closing_wakes_who_waits_and_refuses_who_comes(addresses: FollowingAddresses, lookup: FakeLookup) -> None:
    lookup.let_go.clear()
    waiting = asyncio.ensure_future(addresses.all())
    await turned()
    await addresses.close()
    for refused in (waiting, addresses.all()):
        with pytest.raises(OSError, match="orders"):
            await refused
    assert lookup.is_closed
    assert lookup.asked == 1


async def test_closing_ends_the_following(addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock) -> None:
    await addresses.all()
    await addresses.close()
    await clock.pass_by(60)
    assert lookup.asked == 1


async def test_closing_before_any_use_is_closing(addresses: FollowingAddresses, lookup: FakeLookup) -> None:
    await addresses.close()
    assert (lookup.is_closed, lookup.asked) == (True, 0)


async def test_a_bug_of_a_driver_ends_nothing(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock
) -> None:
    lookup.problem = ValueError("a bug")
    with pytest.raises(OSError, match="orders: ValueError: a bug"):
        await addresses.all()
    await clock.pass_by(1)
    lookup.leads_to("192.0.2.1", ttl=1)
    await addresses.all()
    lookup.problem = ValueError("a bug")
    await in_use(addresses, clock, 3)
    assert await ips(addresses) == {"192.0.2.1"}


async def test_the_log_has_a_line_a_change_of_state_and_none_a_try(
    addresses: FollowingAddresses, lookup: FakeLookup, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "limen.dns")
    await in_use(addresses, clock, 40)
    assert caplog.messages == []
    lookup.problem = OSError("not found")
    await in_use(addresses, clock, 60)
    assert caplog.messages == ["orders does not resolve: not found, keeping 192.0.2.1"]
    lookup.leads_to("192.0.2.1")
    await in_use(addresses, clock, 40)
    assert caplog.messages[1:] == ["orders resolves now"]
