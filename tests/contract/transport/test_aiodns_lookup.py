"""Lookups through c-ares, of a DNS server that is really there, on both loops."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from adapters.transport.aiodns_addresses import AiodnsAddresses
from adapters.transport.aiodns_lookup import AiodnsChannel, AiodnsLookup
from adapters.transport.lookup import Found
from tests.fakes.clock import FakeClock
from tests.fakes.dns_server import A, DnsServer
from tests.fakes.held_clock import HeldClock
from tests.fakes.settling import settled

ENVHOSTS = 1 << 8  # ARES_AI_ENVHOSTS: the hosts file is where CARES_HOSTS says
Look = Callable[[str], AiodnsLookup]


@pytest.fixture
async def server() -> AsyncIterator[DnsServer]:
    async with DnsServer() as server:
        yield server


@pytest.fixture
def channel(server: DnsServer) -> AiodnsChannel:
    return AiodnsChannel([server.address])


@pytest.fixture
def look(stack: AsyncExitStack, channel: AiodnsChannel) -> Look:
    """A lookup, closed after the test."""

    def look(name: str) -> AiodnsLookup:
        lookup = AiodnsLookup(name, 8080, channel)
        stack.push_async_callback(lookup.close)
        return lookup

    return look


def ips(found: Found) -> set[str]:
    return {address[4][0] for address in found.addresses}


async def test_a_name_has_its_ipv4_and_ipv6_addresses_with_the_port(server: DnsServer, look: Look) -> None:
    server.says("orders.test", "A", "192.0.2.1", "192.0.2.2", ttl=30)
    server.says("orders.test", "AAAA", "2001:db8::1", ttl=20)
    found = await look("orders.test").find()
    assert sorted(found.addresses) == [
        (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("192.0.2.1", 8080)),
        (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("192.0.2.2", 8080)),
        (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("2001:db8::1", 8080, 0, 0)),
    ]
    assert found.ttl == 20  # the least of all


async def test_a_name_is_asked_for_each_time_however_long_its_time_to_live(server: DnsServer, look: Look) -> None:
    lookup = look("orders.test")
    for ip in ("192.0.2.1", "192.0.2.2"):
        server.says("orders.test", "A", ip, ttl=3600)
        assert ips(await lookup.find()) == {ip}
        await settled()  # c-ares drops its cache in a thread


async def test_an_alias_may_move_first(server: DnsServer, look: Look) -> None:
    server.says("orders.test", "CNAME", "blue.test", ttl=5)
    server.says("blue.test", "CNAME", "host.test", ttl=70)
    server.says("host.test", "A", "192.0.2.1", ttl=60)
    found = await look("orders.test").find()
    assert (ips(found), found.ttl) == ({"192.0.2.1"}, 5)


async def test_an_alias_that_leads_nowhere_is_an_error(server: DnsServer, look: Look) -> None:
    server.says("orders.test", "CNAME", "blue.test")
    server.says("blue.test", "A")
    with pytest.raises(OSError, match="no data"):
        await look("orders.test").find()


async def test_a_resolver_that_cannot_be_opened_is_an_error() -> None:
    lookup = AiodnsLookup("orders.test", 80, AiodnsChannel(["no address"]))
    with pytest.raises(OSError, match="c-ares"):
        await lookup.find()
    await lookup.close()


async def test_search_domains_are_tried(server: DnsServer, stack: AsyncExitStack) -> None:
    server.says("orders.shop.test", "A", "192.0.2.1")
    lookup = AiodnsLookup("orders", 80, AiodnsChannel([server.address], domains=["shop.test"]))
    stack.push_async_callback(lookup.close)
    assert ips(await lookup.find()) == {"192.0.2.1"}


async def test_a_name_with_an_underscore_is_a_name(server: DnsServer, look: Look) -> None:
    server.says("shop_orders.test", "A", "192.0.2.1")
    assert ips(await look("shop_orders.test").find()) == {"192.0.2.1"}


async def test_a_name_that_does_not_exist_is_seen_as_soon_as_it_does(server: DnsServer, look: Look) -> None:
    lookup = look("orders.test")
    with pytest.raises(OSError, match="not found"):
        await lookup.find()
    server.says("orders.test", "A", "192.0.2.1")
    await settled()
    assert ips(await lookup.find()) == {"192.0.2.1"}


async def test_a_name_without_an_address_is_seen_as_soon_as_it_has_one(server: DnsServer, look: Look) -> None:
    server.says("orders.test", "A")
    lookup = look("orders.test")
    with pytest.raises(OSError, match="no data"):
        await lookup.find()
    server.says("orders.test", "A", "192.0.2.1")
    await settled()
    assert ips(await lookup.find()) == {"192.0.2.1"}


async def test_a_server_that_fails_is_an_error(server: DnsServer, look: Look) -> None:
    server.broken.add("orders.test")
    with pytest.raises(OSError, match="general failure"):
        await look("orders.test").find()


async def test_a_server_that_is_silent_is_an_error_after_the_resolvers_time(
    server: DnsServer, stack: AsyncExitStack
) -> None:
    server.silent = True
    lookup = AiodnsLookup("orders.test", 80, AiodnsChannel([server.address], timeout=0.2, tries=1))
    stack.push_async_callback(lookup.close)
    with pytest.raises(OSError, match="Timeout"):
        await lookup.find()


async def test_a_label_that_is_too_long_is_an_error(look: Look) -> None:
    with pytest.raises(OSError, match="Misformatted"):
        await look(f"{'x' * 64}.test").find()


async def test_the_hosts_file_goes_before_the_servers_and_is_read_anew(
    server: DnsServer, stack: AsyncExitStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.says("orders.test", "A", "192.0.2.1")
    hosts = tmp_path / "hosts"
    monkeypatch.setenv("CARES_HOSTS", str(hosts))
    lookup = AiodnsLookup("orders.test", 80, AiodnsChannel([server.address], flags=ENVHOSTS))
    stack.push_async_callback(lookup.close)
    for at, ip in enumerate(("192.0.2.8", "192.0.2.9")):
        hosts.write_text(f"{ip} orders.test\n")
        os.utime(hosts, (at + 4e9, at + 4e9))  # younger than any reading of it
        assert ips(await lookup.find()) == {ip}
    assert server.asked == []


async def test_localhost_asks_nobody(server: DnsServer, look: Look) -> None:
    for name in ("localhost", "orders.localhost"):
        found = await look(name).find()
        assert "127.0.0.1" in ips(found)
        assert found.ttl is None
    assert server.asked == []


async def test_whoever_gives_up_leaves_the_channel_to_the_others(server: DnsServer, look: Look) -> None:
    server.silent = True
    lookup = look("orders.test")
    waiting = asyncio.ensure_future(lookup.find())
    await settled(lambda: len(server.asked))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    server.silent = False
    server.says("orders.test", "A", "192.0.2.1")
    assert ips(await lookup.find()) == {"192.0.2.1"}


async def test_a_name_that_moves_is_followed_within_its_time_to_live(
    server: DnsServer, channel: AiodnsChannel, stack: AsyncExitStack
) -> None:
    clock = HeldClock()
    addresses = AiodnsAddresses(clock, channel).of("orders.test", 80)
    stack.push_async_callback(addresses.close)
    server.says("orders.test", "A", "192.0.2.1", ttl=2)
    assert [address[4] for address in await addresses.all()] == [("192.0.2.1", 80)]
    server.says("orders.test", "A", "192.0.2.2", ttl=2)
    await clock.pass_by(1.75)
    assert addresses.current() == frozenset({"192.0.2.1"})
    await clock.pass_by(0.25)
    assert addresses.current() == frozenset({"192.0.2.2"})


async def test_what_is_written_as_an_ip_asks_nobody(server: DnsServer, channel: AiodnsChannel) -> None:
    targets = AiodnsAddresses(FakeClock(), channel)
    four, six = targets.of("192.0.2.1", 80), targets.of("[2001:DB8:0::1]", 80)
    assert [(await four.all())[0][4], (await six.all())[0][4]] == [("192.0.2.1", 80), ("2001:db8::1", 80, 0, 0)]
    assert [four.current(), six.current()] == [frozenset({"192.0.2.1"}), frozenset({"2001:db8::1"})]
    await four.close()
    await six.close()
    assert server.asked == []


def held() -> int:
    """Descriptors and threads of this process."""
    return sum(1 for folder in ("fd", "task") for _ in Path("/proc/self", folder).iterdir())


async def test_all_names_share_one_channel_which_goes_with_the_last(server: DnsServer, channel: AiodnsChannel) -> None:
    first, second = (AiodnsLookup(name, 80, channel) for name in ("localhost", "users.localhost"))
    await first.find()
    await first.close()  # has started the thread that destroys channels, which stays
    before = await settled(held)
    await first.find()
    with_one = await settled(held)
    await second.find()
    await first.close()
    assert await settled(held) == with_one
    await second.close()
    assert await settled(held) == before < with_one


async def test_closing_wakes_who_waits(server: DnsServer, channel: AiodnsChannel) -> None:
    server.silent = True
    addresses = AiodnsAddresses(FakeClock(), channel).of("orders.test", 80)
    waiting = asyncio.ensure_future(addresses.all())
    await settled(lambda: len(server.asked))
    await addresses.close()
    with pytest.raises(OSError, match=r"orders\.test"):
        await waiting


async def test_a_storm_of_callers_asks_once(server: DnsServer, channel: AiodnsChannel, stack: AsyncExitStack) -> None:
    addresses = AiodnsAddresses(FakeClock(), channel).of("orders.test", 80)
    stack.push_async_callback(addresses.close)
    outcomes = await asyncio.gather(*(addresses.all() for _ in range(100)), return_exceptions=True)
    assert all(isinstance(outcome, OSError) for outcome in outcomes)
    assert [kind for name, kind in server.asked if name == "orders.test"].count(A) == 1
