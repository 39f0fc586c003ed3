"""Parting: the last words on a connection, and which refusal a complaint of the parser is."""

import asyncio
import logging
import socket
import struct

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from domain.message.headers import Headers
from domain.message.reason import (
    FRAMING_INVALID,
    GATEWAY_FAULT,
    HEADER_UNSAFE,
    REQUEST_MALFORMED,
    TARGET_INVALID,
    Reason,
)
from domain.message.refusal import Refusal
from entrypoints.serve.gauge import Refused

_NO_TIME = struct.pack("ii", 1, 0)  # SO_LINGER: on
log = logging.getLogger("limen.edge")

# llhttp says what is wrong in words; the first of these that it uses tells where.
_WHERE: tuple[tuple[str, Reason], ...] = (
    ("content-length", FRAMING_INVALID),
    ("transfer-encoding", FRAMING_INVALID),
    ("chunk", FRAMING_INVALID),
    ("header", HEADER_UNSAFE),
    ("url", TARGET_INVALID),
)


def last_words(status: int, headers: Headers, body: bytes) -> bytes:
    fields = [b"%b: %b\r\n" % field for field in (*headers, (b"connection", b"close"))]
    return b"".join((STATUS_LINE[status], *fields, b"\r\n", body))


def reset(transport: asyncio.Transport) -> None:
    """Closes so that even a reader who waits for the connection's end sees a failure."""
    wire = transport.get_extra_info("socket")
    if wire is not None:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_TIME)
    transport.abort()


def refusal_of(error: httptools.HttpParserError | Refused) -> Refusal:
    cause = error if isinstance(error, Refused) else error.__context__
    if isinstance(cause, Refused):
        return cause.refusal
    if cause is not None:
        log.error("a callback of the parser failed", exc_info=cause)
        return Refusal(GATEWAY_FAULT)
    said = str(error).lower()
    reason = next((reason for word, reason in _WHERE if word in said), REQUEST_MALFORMED)
    return Refusal(reason, str(error))
