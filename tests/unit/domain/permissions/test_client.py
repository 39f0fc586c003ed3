"""Networks of callers: addresses of both families, however a socket shows them."""

from ipaddress import ip_network

import pytest

from domain.identity.principal import NOBODY
from domain.message import reason
from domain.permissions.client import ClientIn
from domain.permissions.decision import ALLOW, Denial, undecided
from domain.permissions.facts import NO_FACTS, Asks, Facts

OFFICE = ClientIn((ip_network("10.0.0.0/8"), ip_network("fd00::/8")))


@pytest.mark.parametrize("address", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3", "fd00::1"])
def test_an_address_inside_is_allowed(address: str) -> None:
    assert OFFICE.decide(NOBODY, Facts(client=address)) is ALLOW


@pytest.mark.parametrize("address", ["11.0.0.0", "9.255.255.255", "::ffff:11.1.2.3", "::a00:1", "2001:db8::1"])
def test_an_address_outside_is_denied(address: str) -> None:
    denial = Denial(reason.CLIENT_MISMATCH, "not so: client in 10.0.0.0/8, fd00::/8")
    assert OFFICE.decide(NOBODY, Facts(client=address)) == denial


@pytest.mark.parametrize("facts", [NO_FACTS, Facts(client="unix"), Facts(client="10.0.0.1:80")])
def test_what_is_no_address_is_undecided(facts: Facts) -> None:
    expected = undecided(reason.CLIENT_MISMATCH, "the caller's address is not known")
    assert OFFICE.decide(NOBODY, facts) == expected


def test_it_asks_for_the_request_alone() -> None:
    assert OFFICE.asks == Asks.REQUEST
