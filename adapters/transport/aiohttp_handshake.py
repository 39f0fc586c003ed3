"""The gateway's own handshake with an upstream (RFC 6455, 4.1): a fresh key, its proof, and no extension."""

import base64
import hashlib
import os
from dataclasses import replace

from aiohttp.http_exceptions import BadHttpMessage

from application.ports.transport import Call
from domain.message.handshake import VERSION
from domain.message.headers import Headers, values

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class ClientHandshake:
    def __init__(self) -> None:
        self._key = base64.b64encode(os.urandom(16))

    def asking(self, call: Call) -> Call:
        own = [
            (b"connection", b"Upgrade"),
            (b"upgrade", b"websocket"),
            (b"sec-websocket-version", VERSION),
            (b"sec-websocket-key", self._key),
        ]
        return replace(call, headers=[*call.headers, *own])

    def check(self, headers: Headers) -> None:
        """Raises BadHttpMessage where a 101 does not agree to what was asked."""
        tokens = {token.strip().lower() for value in values(headers, b"connection") for token in value.split(b",")}
        if b"upgrade" not in tokens or [value.lower() for value in values(headers, b"upgrade")] != [b"websocket"]:
            raise BadHttpMessage("a 101 to another protocol")
        if values(headers, b"sec-websocket-accept") != [self._proof()]:
            raise BadHttpMessage("a 101 that does not prove to have read the key")
        if values(headers, b"sec-websocket-extensions"):
            raise BadHttpMessage("a 101 with an extension that was not offered")

    def _proof(self) -> bytes:
        return base64.b64encode(hashlib.sha1(self._key + _GUID, usedforsecurity=False).digest())
