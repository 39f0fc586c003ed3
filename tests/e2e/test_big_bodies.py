"""200 MB up and 200 MB down: they stream past, and the worker's memory stays where it was."""

import hashlib
import http.client
import socket
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path

import pytest

from tests.e2e.rude import Rude
from tests.e2e.serving import Served, call

pytestmark = pytest.mark.e2e

MEBIBYTE = 1024 * 1024
SIZE = 200 * MEBIBYTE
PIECE = bytes(range(256)) * 4096  # 1 MiB
GROWTH_LIMIT_KIB = 20 * 1024


def exchanges(connection: socket.socket, rude: Rude) -> None:
    """Answers a GET with 200 MB, anything else with the SHA-256 of the 200 MB that it was sent."""
    head, _, early = rude.heads[-1].partition(b"\r\n\r\n")
    if head.startswith(b"GET"):
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % SIZE)
        for _ in range(SIZE // MEBIBYTE):
            connection.sendall(PIECE)
        return
    digest = hashlib.sha256()
    for piece in _pieces(connection, early, chunked=b"chunked" in head.lower()):
        digest.update(piece)
    said = digest.hexdigest().encode()
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%b" % (len(said), said))


def _pieces(connection: socket.socket, early: bytes, *, chunked: bool) -> Iterator[bytes]:
    """The request's body, `early` being what came with its head."""
    stream = BufferedReader(_Rest(connection, early), MEBIBYTE)
    while chunked and (size := int(stream.readline(), 16)):
        yield stream.read(size)
        stream.readline()
    if not chunked:
        yield from (stream.read(MEBIBYTE) for _ in range(SIZE // MEBIBYTE))


class _Rest(RawIOBase):
    def __init__(self, connection: socket.socket, early: bytes) -> None:
        self._connection, self._early = connection, early

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._early:
            taken, self._early = self._early[: len(buffer)], self._early[len(buffer) :]
            buffer[: len(taken)] = taken
            return len(taken)
        return self._connection.recv_into(buffer)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("big")
    config = folder / "gateway.yaml"
    with Rude(exchanges) as upstream:
        config.write_text(
            "version: 1\nserver: {body_limit: 1GiB}\n"
            f"upstreams: {{big: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
            "routes: {big: {match: 'GET,POST /big', to: big, require: public}}\n"
        )
        with Served(folder, config) as served:
            call(served.port, "GET", "/nowhere")  # whatever a first request makes is there
            yield served


def peak(gateway: Served) -> int:
    """The worker's highest resident memory so far, in KiB."""
    status = Path(f"/proc/{gateway.workers()[-1]}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def test_a_large_download_passes_through_without_filling_memory(gateway: Served) -> None:
    before = peak(gateway)
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=60)
    connection.request("GET", "/big")
    response = connection.getresponse()
    received = sum(map(len, iter(lambda: response.read(MEBIBYTE), b"")))
    connection.close()
    assert received == SIZE
    assert peak(gateway) - before < GROWTH_LIMIT_KIB


@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_upload_passes_through_without_filling_memory(gateway: Served, chunked: bool) -> None:
    before = peak(gateway)
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=60)
    pieces = (PIECE for _ in range(SIZE // MEBIBYTE))
    framing = {"transfer-encoding": "chunked"} if chunked else {"content-length": str(SIZE)}
    connection.request("POST", "/big", body=pieces, headers=framing, encode_chunked=chunked)
    answer = connection.getresponse().read().decode()
    connection.close()
    expected = hashlib.sha256()
    for _ in range(SIZE // MEBIBYTE):
        expected.update(PIECE)
    assert answer == expected.hexdigest()
    assert peak(gateway) - before < GROWTH_LIMIT_KIB


def test_a_slow_reader_slows_the_upstream_instead_of_filling_memory(gateway: Served) -> None:
    before = peak(gateway)
    with socket.create_connection(("127.0.0.1", gateway.port), 5) as reader:
        reader.sendall(b"GET /big HTTP/1.1\r\nhost: x\r\n\r\n")
        assert reader.recv(1024).startswith(b"HTTP/1.1 200")
        for _ in range(20):  # meanwhile others are served
            assert call(gateway.port, "GET", "/nowhere").status == 404
        assert peak(gateway) - before < GROWTH_LIMIT_KIB
