"""What is a WebSocket's handshake, and which choice of subprotocol is one."""

import pytest

from domain.message.handshake import Handshake, asks_for_websocket, read_handshake
from domain.message.headers import Header, Headers
from domain.message.reason import UPGRADE_INVALID, UPGRADE_VERSION
from domain.message.refusal import Refusal

KEY = (b"sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ==")
VERSION = (b"sec-websocket-version", b"13")


def offering(*values: bytes) -> Headers:
    return [KEY, VERSION, *((b"sec-websocket-protocol", value) for value in values)]


def test_a_key_and_the_version_are_a_handshake_that_offers_nothing() -> None:
    assert read_handshake([VERSION, KEY]) == Handshake(())


def test_subprotocols_are_read_from_every_field_in_order() -> None:
    assert read_handshake(offering(b"chat.v2,\tchat.v1 ", b"plain")) == Handshake((b"chat.v2", b"chat.v1", b"plain"))


@pytest.mark.parametrize("values", [(b"",), (b"a,,b",), (b"a b",), (b"a", b"a"), (b'"a"',)])
def test_a_subprotocol_that_is_no_token_or_comes_twice_is_refused(values: tuple[bytes, ...]) -> None:
    refusal = read_handshake(offering(*values))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is UPGRADE_INVALID


@pytest.mark.parametrize("versions", [(), (b"8",), (b"13, 8",), (b"13", b"13")])
def test_another_version_is_told_the_right_one(versions: tuple[bytes, ...]) -> None:
    refusal = read_handshake([KEY, *((b"sec-websocket-version", version) for version in versions)])
    assert isinstance(refusal, Refusal)
    assert refusal.reason is UPGRADE_VERSION
    assert (b"sec-websocket-version", b"13") in refusal.headers


@pytest.mark.parametrize("keys", [(), (b"short",), (KEY[1], KEY[1]), (b"dGhlIHNhbXBsZSBub25jZR==",)])
def test_a_handshake_has_exactly_one_key_of_sixteen_bytes(keys: tuple[bytes, ...]) -> None:
    named: list[Header] = [(b"sec-websocket-key", key) for key in keys]
    refusal = read_handshake([VERSION, *named])
    assert isinstance(refusal, Refusal)
    assert refusal.reason is UPGRADE_INVALID


def test_an_upstream_may_choose_one_of_those_offered_or_none() -> None:
    offered = Handshake((b"a", b"b"))
    assert offered.allows([])
    assert offered.allows([b"b"])
    assert not offered.allows([b"c"])
    assert not offered.allows([b"a", b"b"])
    assert not Handshake(()).allows([b"a"])


@pytest.mark.parametrize(
    ("method", "version", "headers", "asks"),
    [
        ("GET", "1.1", [(b"connection", b"keep-alive, Upgrade"), (b"upgrade", b"WebSocket")], True),
        ("POST", "1.1", [(b"connection", b"upgrade"), (b"upgrade", b"websocket")], False),
        ("GET", "1.0", [(b"connection", b"upgrade"), (b"upgrade", b"websocket")], False),
        ("GET", "1.1", [(b"connection", b"upgrade"), (b"upgrade", b"h2c")], False),
        ("GET", "1.1", [(b"upgrade", b"websocket")], False),
        ("GET", "1.1", [(b"connection", b"upgrade"), (b"upgrade", b"websocket"), (b"content-length", b"1")], False),
    ],
)
def test_only_a_whole_handshake_is_taken_for_one(method: str, version: str, headers: Headers, asks: bool) -> None:
    assert asks_for_websocket(method, version, headers) is asks
