"""Forwarding headers: what anybody else than a trusted proxy says is what an attacker says."""

from ipaddress import ip_network

import pytest

from domain.message.forwarding import TrustedProxies, poses
from domain.message.headers import Headers

PROXIES = TrustedProxies((ip_network("10.0.0.0/8"), ip_network("fd00::/8")))
PROXY, STRANGER = "10.0.0.1", "203.0.113.9"


def forwarded_for(*lines: bytes) -> Headers:
    return [(b"x-forwarded-for", line) for line in lines]


@pytest.mark.parametrize("address", ["10.0.0.1", "10.255.255.255", "fd00::1", "::ffff:10.0.0.1"])
def test_an_address_in_a_trusted_network_is_trusted(address: str) -> None:
    assert PROXIES.trusts(address)


@pytest.mark.parametrize(
    "address",
    ["11.0.0.1", "2001:db8::1", "::ffff:11.0.0.1", "", "unknown", "10.0.0.1:80", "10.1", "010.0.0.1", " 10.0.0.1"],
)
def test_any_other_address_and_what_is_no_address_is_not_trusted(address: str) -> None:
    assert not PROXIES.trusts(address)


def test_without_trusted_networks_nobody_is_trusted() -> None:
    assert not TrustedProxies().trusts("127.0.0.1")


def test_the_client_of_a_direct_call_is_the_peer() -> None:
    assert PROXIES.client_of(STRANGER, []) == STRANGER


def test_a_stranger_cannot_claim_to_be_somebody_else() -> None:
    assert PROXIES.client_of(STRANGER, forwarded_for(b"198.51.100.1")) == STRANGER


def test_a_trusted_proxy_says_who_the_client_is() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"198.51.100.1")) == "198.51.100.1"


def test_the_client_is_the_rightmost_address_that_is_not_trusted() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"1.1.1.1, 198.51.100.1, 10.0.0.2")) == "198.51.100.1"


def test_an_attacker_in_front_of_a_proxy_cannot_pose_as_a_proxy_behind_him() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"1.1.1.1, 10.0.0.7, 198.51.100.1")) == "198.51.100.1"


def test_several_fields_are_one_list() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"1.1.1.1", b"198.51.100.1,10.0.0.2")) == "198.51.100.1"


def test_where_every_hop_is_trusted_the_first_is_the_client() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"10.0.0.3, 10.0.0.2")) == "10.0.0.3"


def test_empty_elements_are_no_hops() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"198.51.100.1, ,", b"")) == "198.51.100.1"


def test_a_hop_that_is_no_address_is_taken_from_a_trusted_proxy_and_believed_no_further() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"1.1.1.1, unknown")) == "unknown"


def test_bytes_beyond_ascii_do_no_harm() -> None:
    assert PROXIES.client_of(PROXY, forwarded_for(b"1.1.1.1, \xff")) == "\xff"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_trusted_proxy_says_by_which_scheme_it_was_called(scheme: str) -> None:
    assert PROXIES.scheme_of(PROXY, [(b"x-forwarded-proto", scheme.encode())], "other") == scheme


@pytest.mark.parametrize(
    ("peer", "said"),
    [
        pytest.param(STRANGER, [b"https"], id="by a stranger"),
        pytest.param(PROXY, [], id="by nobody"),
        pytest.param(PROXY, [b"gopher"], id="that is no web scheme"),
        pytest.param(PROXY, [b"https, http"], id="as a list"),
        pytest.param(PROXY, [b"https", b"http"], id="twice, the first by the caller"),
    ],
)
def test_a_scheme_is_not_believed_when_it_is_said(peer: str, said: list[bytes]) -> None:
    assert PROXIES.scheme_of(peer, [(b"x-forwarded-proto", one) for one in said], "http") == "http"


SPOOFED = [
    (b"host", b"api.example"),
    (b"x-forwarded-for", b"1.1.1.1"),
    (b"x-forwarded-proto", b"https"),
    (b"x-forwarded-host", b"evil.example"),
]


def test_what_a_stranger_said_is_replaced() -> None:
    assert [*PROXIES.forwarded(STRANGER, SPOOFED, "http")] == [
        (b"x-forwarded-for", b"203.0.113.9"),
        (b"x-forwarded-proto", b"http"),
        (b"x-forwarded-host", b"api.example"),
        (b"forwarded", b"for=203.0.113.9;host=api.example;proto=http"),
    ]


def test_what_a_trusted_proxy_said_is_appended_to() -> None:
    assert [*PROXIES.forwarded(PROXY, SPOOFED, "http")] == [
        (b"x-forwarded-for", b"1.1.1.1, 10.0.0.1"),
        (b"x-forwarded-proto", b"https"),
        (b"x-forwarded-host", b"evil.example"),
        (b"forwarded", b"for=1.1.1.1, for=10.0.0.1;host=api.example;proto=http"),
    ]


def test_a_trusted_proxy_that_speaks_only_forwarded_is_understood() -> None:
    said = [(b"host", b"api.example"), (b"forwarded", b"for=198.51.100.1;proto=https")]
    assert PROXIES.client_of(PROXY, said) == "198.51.100.1"
    assert PROXIES.client_of(STRANGER, said) == STRANGER
    sent = dict(PROXIES.forwarded(PROXY, said, "http"))
    assert sent[b"forwarded"] == b"for=198.51.100.1;proto=https, for=10.0.0.1;host=api.example;proto=http"
    assert sent[b"x-forwarded-for"] == b"198.51.100.1, 10.0.0.1"


def test_a_host_that_comes_twice_is_not_believed_from_a_trusted_proxy_either() -> None:
    twice = [*SPOOFED, (b"x-forwarded-host", b"shop.example")]
    assert (b"x-forwarded-host", b"api.example") in PROXIES.forwarded(PROXY, twice, "http")


def test_a_request_without_a_host_is_forwarded_with_an_empty_one() -> None:
    assert (b"x-forwarded-host", b"") in PROXIES.forwarded(STRANGER, [], "http")


def test_what_only_a_proxy_can_know_is_not_taken_from_others() -> None:
    sent = (b"x-forwarded-port", b"x_real_ip", b"x-real-ip", b"x-forwarded", b"accept")
    assert [poses(name) for name in sent] == [True, True, True, False, False]


def test_more_addresses_than_are_remembered_are_judged_all_the_same() -> None:
    proxies = TrustedProxies((ip_network("10.0.0.0/8"),))
    for number in range(5000):
        assert proxies.trusts(f"10.0.{number // 250}.{number % 250}")
    assert not proxies.trusts("11.0.0.1")
    assert not proxies.trusts("11.0.0.1")
