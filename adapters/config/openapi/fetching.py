"""Fetching a document from an address: one GET, no redirect, bounded in size and in time. By the standard library.

Whoever reads the configuration fetches, in a process of its own: it may wait.
"""

import http.client
import socket
import ssl
import time
from contextlib import suppress
from threading import Timer
from urllib.parse import urlsplit

from adapters.config.yaml_file import MIB

LARGEST = 16 * MIB
_STEP = 64 * 1024
_OK = 200


class Unreachable(Exception):
    """Why there is no document."""


def fetched(url: str, patience: float) -> str:
    """Raises Unreachable."""
    try:
        raw = _raw(url, patience)
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise Unreachable(said.lower()) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreachable("what it answers is not UTF-8") from None


def _raw(url: str, patience: float) -> bytes:
    until = time.monotonic() + patience
    parts = urlsplit(url)
    assert parts.hostname  # noqa: S101  is_trustworthy saw to it
    connection = (
        http.client.HTTPSConnection(parts.hostname, parts.port, timeout=patience, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(parts.hostname, parts.port, timeout=patience)
    )
    try:
        connection.connect()
        watch = Timer(max(0.0, until - time.monotonic()), _cut, (connection.sock,))
        watch.start()
        try:
            return _asked(connection, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", until)
        finally:
            watch.cancel()
    finally:
        connection.close()


def _cut(line: socket.socket) -> None:
    """Whoever sends a letter now and then would be waited for without an end."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _asked(connection: http.client.HTTPConnection, path: str, until: float) -> bytes:
    connection.request("GET", path, headers={"accept": "application/json, application/yaml;q=0.9, */*;q=0.1"})
    answer = connection.getresponse()
    if answer.status != _OK:
        raise Unreachable(f"it answers {answer.status}")
    return _body(answer, until)


def _body(answer: http.client.HTTPResponse, until: float) -> bytes:
    parts, size = [], 0
    while part := answer.read1(_STEP):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise Unreachable(f"what it answers is larger than {LARGEST // MIB} MiB")
    if time.monotonic() > until:
        raise Unreachable("it takes too long")
    return b"".join(parts)
