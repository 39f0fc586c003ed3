"""Fetching a document from an address: one GET, no redirect, bounded in size and in time. By the standard library.

Whoever reads the configuration fetches, in a process of its own: it may wait. A socket's own timeout counts anew with
each byte that comes, so the whole is cut off from beside.
"""

import http.client
import ssl
import time
from contextlib import suppress
from socket import SHUT_RDWR, socket
from threading import Timer
from types import TracebackType
from typing import Self
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
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    raw = b""
    try:
        connection.connect()  # each address has the whole time, as has the handshake
        with Within(connection.sock, until - time.monotonic()) as within:
            raw = _asked(connection, path)
    finally:
        connection.close()
    if within.is_late:  # what there is may be a part
        raise Unreachable(f"it takes longer than {patience:g} s")
    return raw


class Within:
    """A socket that is shut after so many seconds, whatever is waited for; what fails by that is taken for nothing."""

    def __init__(self, shut: socket, seconds: float) -> None:
        self._socket = shut
        self.is_late = False
        self._timer = Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._timer.cancel()
        return self.is_late and isinstance(error, (OSError, http.client.HTTPException, ValueError))

    def _cut(self) -> None:
        self.is_late = True
        with suppress(OSError):
            self._socket.shutdown(SHUT_RDWR)


def _asked(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"accept": "application/json, application/yaml;q=0.9, */*;q=0.1"})
    answer = connection.getresponse()
    if answer.status != _OK:
        raise Unreachable(f"it answers {answer.status}")
    return _body(answer)


def _body(answer: http.client.HTTPResponse) -> bytes:
    parts, size = [], 0
    while part := answer.read1(_STEP):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise Unreachable(f"what it answers is larger than {LARGEST // MIB} MiB")
    return b"".join(parts)
