"""Admission: heads that may enter, and those that end at the edge, each for its reason."""

import pytest

from domain.message.admission import admit
from domain.message.headers import Headers, named
from domain.message.reason import (
    FRAMING_INVALID,
    HEADER_UNSAFE,
    HOST_INVALID,
    REQUEST_MALFORMED,
    TARGET_INVALID,
    Reason,
)
from domain.message.refusal import Refusal
from domain.message.target import Target

HOST = (b"host", b"a")


@pytest.mark.parametrize(
    ("version", "target", "headers"),
    [
        pytest.param("1.1", b"/x", [HOST], id="the usual one"),
        pytest.param("1.0", b"/x", [HOST], id="an old one"),
        pytest.param("1.0", b"/x", [], id="an old one without a host"),
        pytest.param("1.0", b"http://a/x", [], id="an old one, absolute, without a host"),
        pytest.param("1.1", b"http://a/x", [HOST], id="the target's host"),
        pytest.param("1.1", b"http://A./x", [HOST], id="the target's host, spelt otherwise"),
        pytest.param("1.1", b"http://a:80/x", [HOST], id="the default port"),
        pytest.param("1.1", b"https://a/x", [(b"host", b"a:443")], id="the default port of the other scheme"),
        pytest.param("1.1", b"http://a:/x", [HOST], id="an empty port"),
        pytest.param("1.1", b"/x", [HOST, (b"x-a", b"\xc3\xa9\t")], id="obs-text and a tab"),
        pytest.param("1.1", b"/x", [HOST, (b"content-length", b"3")], id="a length"),
    ],
)
def test_a_sound_head_is_admitted(version: str, target: bytes, headers: Headers) -> None:
    found = admit("GET", version, target, headers, named(headers))
    assert isinstance(found, Target)
    assert found.path == b"/x"


@pytest.mark.parametrize(
    ("version", "target", "headers", "reason"),
    [
        ("2.0", b"/", [HOST], REQUEST_MALFORMED),
        ("0.9", b"/", [HOST], REQUEST_MALFORMED),
        ("1.1", b"/", [HOST, (b"", b"b")], HEADER_UNSAFE),
        ("1.1", b"/", [HOST, (b"x a", b"b")], HEADER_UNSAFE),
        ("1.1", b"/", [HOST, (b"x-a", b"b\r\nx-b: c")], HEADER_UNSAFE),
        ("1.1", b"/", [HOST, (b"x-a", b"\x7f")], HEADER_UNSAFE),
        ("1.1", b"/", [HOST, (b"content-length", b"-1")], FRAMING_INVALID),
        ("1.1", b"*", [HOST], TARGET_INVALID),
        ("1.1", b"/", [], HOST_INVALID),
        ("1.1", b"/", [HOST, HOST], HOST_INVALID),
        ("1.0", b"/", [HOST, HOST], HOST_INVALID),
        ("1.1", b"/", [(b"host", b"a/b")], HOST_INVALID),
        ("1.1", b"http://a/", [(b"host", b"a/b")], HOST_INVALID),
        ("1.1", b"http://a,b/", [HOST], HOST_INVALID),
        ("1.1", b"http://b/", [HOST], HOST_INVALID),
        ("1.1", b"http://a:81/", [HOST], HOST_INVALID),
        ("1.1", b"https://a/", [(b"host", b"a:80")], HOST_INVALID),
    ],
)
def test_what_servers_read_differently_ends_here(version: str, target: bytes, headers: Headers, reason: Reason) -> None:
    found = admit("GET", version, target, headers, named(headers))
    assert isinstance(found, Refusal)
    assert (found.reason, bool(found.why)) == (reason, True)
