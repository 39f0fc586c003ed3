"""Networks compile, or are faults; also those that no address could ever be in."""

from ipaddress import ip_network

import pytest

from domain.plan.networks import compile_networks
from domain.spec.fault import Fault
from tests.unit.domain.builders import text, texts


def test_networks_of_both_families_compile_in_order() -> None:
    faults: list[Fault] = []
    compiled = compile_networks(texts("10.0.0.0/8", "fd00::/8", "192.0.2.1"), faults)
    assert compiled == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"), ip_network("192.0.2.1/32"))
    assert faults == []


@pytest.mark.parametrize(
    ("network", "code"),
    [
        ("10.0.0.1/8", "network-malformed"),
        ("office", "network-malformed"),
        ("::ffff:10.0.0.0/104", "network-mapped"),
        ("::ffff:0:0/96", "network-mapped"),
    ],
)
def test_what_is_no_network_or_holds_nobody_is_a_fault(network: str, code: str) -> None:
    faults: list[Fault] = []
    assert compile_networks([text(network)], faults) == ()
    assert [fault.code for fault in faults] == [code]


def test_a_network_around_the_mapped_ones_is_one_of_ipv6() -> None:
    faults: list[Fault] = []
    assert compile_networks([text("::/0")], faults) == (ip_network("::/0"),)
    assert faults == []
