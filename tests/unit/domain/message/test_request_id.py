"""Whose name for a call is believed."""

from ipaddress import ip_network

import pytest

from domain.message.forwarding import TrustedProxies
from domain.message.request_id import given_id

PROXIES = TrustedProxies((ip_network("10.0.0.0/8"),))


def test_a_trusted_proxy_names_the_call() -> None:
    assert given_id("10.0.0.1", [(b"x-request-id", b"abc-123")], PROXIES) == "abc-123"


def test_a_stranger_does_not() -> None:
    assert given_id("9.9.9.9", [(b"x-request-id", b"abc-123")], PROXIES) is None


@pytest.mark.parametrize("ids", [[], [b""], [b"a", b"b"], [b"a b"], [b'a"b'], [b"\xff"], [b"a" * 129], [b"a\tb"]])
def test_what_is_no_single_well_formed_id_is_made_anew(ids: list[bytes]) -> None:
    assert given_id("10.0.0.1", [(b"x-request-id", value) for value in ids], PROXIES) is None
