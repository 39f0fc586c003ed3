"""The handshake of a WebSocket (RFC 6455, 4.2.1): whether a request's head is one, and which subprotocols it offers.

Key, version and extensions end at each hop: the gateway shakes hands with the upstream on its own behalf, and agrees to
no extension on either side. What is offered and chosen as a subprotocol passes through.
"""

import re
from dataclasses import dataclass

from domain.message.framing import announced_body
from domain.message.headers import Headers, named, values
from domain.message.reason import UPGRADE_INVALID, UPGRADE_VERSION
from domain.message.refusal import Refusal

SUBPROTOCOL = b"sec-websocket-protocol"
OWN_FIELDS = frozenset((
    b"sec-websocket-key", b"sec-websocket-version", b"sec-websocket-extensions", b"sec-websocket-accept",
))  # fmt: skip
VERSION = b"13"

_KEY = re.compile(rb"[A-Za-z0-9+/]{21}[AQgw]==")  # 16 bytes in base64
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_RIGHT_VERSION = ((b"upgrade", b"websocket"), (b"sec-websocket-version", VERSION))


@dataclass(frozen=True, slots=True)
class Handshake:
    subprotocols: tuple[bytes, ...]  # as offered, in order of preference

    def allows(self, chosen: list[bytes]) -> bool:
        """Whether an upstream may answer with these: none, or one of those that were offered."""
        return not chosen or (len(chosen) == 1 and chosen[0] in self.subprotocols)


def asks_for_websocket(method: str, version: str, headers: Headers) -> bool:
    """Whether a head is taken for a handshake; less is plain HTTP with a header that ends here (RFC 9110, 7.8).

    Of several fields `Connection` or `Upgrade` the last counts, as the server reads them.
    """
    names = named(headers)
    connection = {word.strip(b" \t") for word in names.get(b"connection", b"").lower().split(b",")}
    is_wanted = b"upgrade" in connection and names.get(b"upgrade", b"").lower() == b"websocket"
    return is_wanted and method == "GET" and version == "1.1" and announced_body(names) is None


def read_handshake(headers: Headers) -> Handshake | Refusal:
    if values(headers, b"sec-websocket-version") != [VERSION]:
        return Refusal(UPGRADE_VERSION, "another version than 13", _RIGHT_VERSION)
    keys = values(headers, b"sec-websocket-key")
    if len(keys) != 1 or not _KEY.fullmatch(keys[0]):
        return Refusal(UPGRADE_INVALID, "not exactly one well-formed Sec-WebSocket-Key")
    offered = [name.strip(b" \t") for value in values(headers, SUBPROTOCOL) for name in value.split(b",")]
    if len(set(offered)) < len(offered) or not all(map(_TOKEN.fullmatch, offered)):
        return Refusal(UPGRADE_INVALID, "a subprotocol is no token, or is offered twice")
    return Handshake(tuple(offered))
