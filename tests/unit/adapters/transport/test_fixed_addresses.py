"""What is an IP and what is a name, and IPs in the one spelling that sockets use."""

import pytest

from adapters.transport.fixed_addresses import FixedAddresses, literal


@pytest.mark.parametrize("host", ["192.0.2.1", "[::1]", "[2001:db8::1]", "[::ffff:192.0.2.1]"])
def test_an_ip_is_an_ip(host: str) -> None:
    assert literal(host) == host.strip("[]")


@pytest.mark.parametrize("host", ["orders", "localhost", "192.0.2", "192.0.2.1.", "192.0.2.256", "0x7f.1", "010.0.0.1"])
def test_anything_else_is_a_name(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    ("written", "spelt"),
    [("192.0.2.1", "192.0.2.1"), ("2001:0DB8:0:0::1", "2001:db8::1"), ("::ffff:c000:201", "::ffff:192.0.2.1")],
)
async def test_an_ip_is_spelt_as_a_connections_peer_is(written: str, spelt: str) -> None:
    addresses = FixedAddresses(written, 80)
    assert addresses.current() == frozenset({spelt})
    assert [address[4][:2] for address in await addresses.all()] == [(spelt, 80)]
    await addresses.close()
