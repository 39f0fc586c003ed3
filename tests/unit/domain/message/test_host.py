"""Hosts: exactly one, well formed, in one spelling."""

import pytest

from domain.message.headers import Headers, named, only
from domain.message.host import read_host


def host_of(headers: Headers) -> str | None:
    return read_host(only(headers, named(headers), b"host"))


@pytest.mark.parametrize(
    ("said", "host"),
    [
        pytest.param(b"api.example", "api.example", id="a name"),
        pytest.param(b"API.Example", "api.example", id="capitals"),
        pytest.param(b"api.example.", "api.example", id="a final dot"),
        pytest.param(b"api.example:8080", "api.example", id="a port"),
        pytest.param(b"api.example:", "api.example", id="a colon without a port"),
        pytest.param(b"API.example.:80", "api.example", id="capitals, a final dot and a port"),
        pytest.param(b"x", "x", id="one letter"),
        pytest.param(b"a_b-c.example", "a_b-c.example", id="an underscore, as container names have it"),
        pytest.param(b"127.0.0.1:80", "127.0.0.1", id="an IPv4 address"),
        pytest.param(b"[::1]:8080", "[::1]", id="an IPv6 address"),
        pytest.param(b"[2001:DB8::1]", "[2001:db8::1]", id="an IPv6 address in capitals"),
    ],
)
def test_a_host_has_one_spelling(said: bytes, host: str) -> None:
    assert host_of([(b"host", said)]) == host


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b".", id="a dot"),
        pytest.param(b".example", id="a dot in front"),
        pytest.param(b"api.example..", id="two final dots"),
        pytest.param(b"api..example", id="an empty label"),
        pytest.param(b":80", id="a port alone"),
        pytest.param(b"api.example:80:80", id="two ports"),
        pytest.param(b"api.example:http", id="a port that is no number"),
        pytest.param(b"api.example:123456", id="a port of six digits"),
        pytest.param(b"api.example:-1", id="a negative port"),
        pytest.param(b"ada@api.example", id="a user"),
        pytest.param(b"ada:secret@api.example", id="a user with a password"),
        pytest.param(b"api.example/admin", id="a path"),
        pytest.param(b"api.example?x", id="a query"),
        pytest.param(b"api.example#x", id="a fragment"),
        pytest.param(b"http://api.example", id="an address"),
        pytest.param(b"api.example, evil.example", id="a list"),
        pytest.param(b"api.example evil.example", id="a space"),
        pytest.param(b" api.example", id="white space in front"),
        pytest.param(b"api.example\n", id="a line feed at the end"),
        pytest.param(b"api.example\x00", id="NUL"),
        pytest.param(b"api%2eexample", id="percent-encoding"),
        pytest.param(b"*.example", id="a wildcard"),
        pytest.param(b"-api.example", id="a hyphen in front"),
        pytest.param("bücher.example".encode(), id="letters beyond ASCII"),
        pytest.param(b"::1", id="an IPv6 address without brackets"),
        pytest.param(b"[::1", id="half a pair of brackets"),
        pytest.param(b"[]", id="empty brackets"),
        pytest.param(b"[::1%25eth0]", id="a zone"),
        pytest.param(b"[api.example]", id="a name in brackets"),
        pytest.param(b"a" * 256, id="longer than a name can be"),
    ],
)
def test_a_malformed_host_is_no_host(said: bytes) -> None:
    assert host_of([(b"host", said)]) is None


def test_no_host_field_is_no_host() -> None:
    assert host_of([(b"accept", b"*/*")]) is None


def test_two_host_fields_are_no_host_even_when_they_agree() -> None:
    assert host_of([(b"host", b"api.example"), (b"host", b"api.example")]) is None


def test_what_a_proxy_says_of_the_host_is_not_the_host() -> None:
    assert host_of([(b"host", b"api.example"), (b"x-forwarded-host", b"evil.example")]) == "api.example"
