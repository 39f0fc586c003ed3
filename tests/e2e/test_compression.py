"""Compression at a running gateway: each coding over a socket, streams without delay, and half is never whole."""

import http.client
import json
import os
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import brotli
import pytest
import zstandard

from tests.e2e.rude import Rude, reset, says
from tests.e2e.serving import Served, call, until

pytestmark = pytest.mark.e2e

BODY = json.dumps([{"order": number, "state": "open"} for number in range(500)]).encode()
HEAD = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n"
)
DECODED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: zlib.decompress(data, wbits=31),
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}
goes_on = threading.Event()
poured: list[int] = []  # bytes, piece by piece


def whole(connection: socket.socket, rude: Rude) -> None:
    lines = b'etag: "v1"\r\nvary: Origin\r\naccept-ranges: bytes\r\ncontent-length: %d\r\n\r\n' % len(BODY)
    connection.sendall(HEAD + lines + (b"" if rude.heads[-1].startswith(b"HEAD") else BODY))


def lines(connection: socket.socket, _: Rude) -> None:
    """One line, and the rest when the test has read it."""
    connection.sendall(CHUNKED + b'8\r\n{"a":1}\n\r\n')
    assert goes_on.wait(20)
    connection.sendall(b'8\r\n{"a":2}\n\r\n0\r\n\r\n')


def breaks(connection: socket.socket, _: Rude) -> None:
    connection.sendall(CHUNKED + b'8\r\n{"a":1}\n\r\n')
    reset(connection)


def ends_early(connection: socket.socket, _: Rude) -> None:
    connection.sendall(HEAD + b"content-length: %d\r\n\r\n" % len(BODY) + BODY[:-1])


def noise(connection: socket.socket, rude: Rude) -> None:
    """A body without end that no coding makes smaller, until the gateway leaves."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")
    try:
        while True:
            connection.sendall(os.urandom(65536))
            poured.append(65536)
    except OSError:
        rude.left.set()


UPSTREAMS = {
    "whole": whole,
    "lines": lines,
    "breaks": breaks,
    "early": ends_early,
    "zipped": says(HEAD + b"content-encoding: gzip\r\ncontent-length: 3\r\n\r\n\x1f\x8b\x00"),
    "events": says(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n"),
    "plain": whole,
    "noise": noise,
}


@pytest.fixture(scope="module")
def rude() -> Iterator[dict[str, Rude]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(Rude(manners)) for name, manners in UPSTREAMS.items()}


@pytest.fixture(scope="module")
def gateway(rude: dict[str, Rude], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("compression")
    with ExitStack() as stack:
        ports = {name: one.port for name, one in rude.items()}
        upstreams = "\n".join(
            f"  {name}: {{targets: [{{url: 'http://127.0.0.1:{port}'}}]}}" for name, port in ports.items()
        )
        routes = "\n".join(
            f"  {name}: {{match: '/{name}', to: {name}, require: public, compress: {str(name != 'plain').lower()}}}"
            for name in ports
        )
        config = folder / "gateway.yaml"
        config.write_text(f"version: 1\nserver: {{compress: {{}}}}\nupstreams:\n{upstreams}\nroutes:\n{routes}\n")
        yield stack.enter_context(Served(folder, config))


@pytest.mark.parametrize("coding", DECODED)
def test_an_answer_comes_in_the_coding_that_the_caller_takes(gateway: Served, coding: str) -> None:
    answer = call(gateway.port, "GET", "/whole", {"accept-encoding": f"{coding}, deflate;q=0.9"})
    assert answer.headers["content-encoding"] == coding
    assert DECODED[coding](answer.body) == BODY
    assert len(answer.body) < len(BODY) / 4


def test_the_head_of_a_compressed_answer_is_true_of_it(gateway: Served) -> None:
    headers = call(gateway.port, "GET", "/whole", {"accept-encoding": "gzip"}).headers
    assert (headers["etag"], headers["vary"]) == ('W/"v1"', "Origin, accept-encoding")
    assert headers["transfer-encoding"] == "chunked"
    assert not headers.keys() & {"content-length", "accept-ranges"}


@pytest.mark.parametrize("accepts", ["", "identity", "gzip;q=0", "deflate"])
def test_a_caller_who_takes_none_gets_the_answer_as_it_is(gateway: Served, accepts: str) -> None:
    answer = call(gateway.port, "GET", "/whole", {"accept-encoding": accepts})
    assert (answer.body, answer.headers["content-length"]) == (BODY, str(len(BODY)))
    assert (answer.headers["etag"], answer.headers["vary"]) == ('"v1"', "Origin, accept-encoding")


def test_a_route_may_keep_its_answers_as_they_are(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/plain", {"accept-encoding": "gzip"})
    assert (answer.body, answer.headers["vary"]) == (BODY, "Origin")


def test_what_is_compressed_already_passes_untouched(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/zipped", {"accept-encoding": "br, gzip"})
    assert (answer.body, answer.headers["content-encoding"]) == (b"\x1f\x8b\x00", "gzip")
    assert answer.headers["content-length"] == "3"


def test_a_stream_of_events_is_left_alone(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/events", {"accept-encoding": "gzip"})
    assert answer.body == b"data: 1\n\n"
    assert "content-encoding" not in answer.headers


def test_the_head_of_a_head_promises_no_length_that_a_get_would_not_have(gateway: Served) -> None:
    answer = call(gateway.port, "HEAD", "/whole", {"accept-encoding": "br"})
    assert answer.headers["content-encoding"] == "br"
    assert "content-length" not in answer.headers
    assert answer.body == b""


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_line_arrives_before_the_upstream_goes_on(gateway: Served, coding: str) -> None:
    goes_on.clear()
    readers = {
        "gzip": zlib.decompressobj(wbits=31).decompress,
        "br": brotli.Decompressor().process,
        "zstd": zstandard.ZstdDecompressor().decompressobj().decompress,
    }
    decode = readers[coding]
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=10)
    try:
        connection.request("GET", "/lines", headers={"accept-encoding": coding})
        response = connection.getresponse()
        assert response.getheader("content-encoding") == coding
        line = b""
        while not line.endswith(b"\n"):
            line += decode(response.read1(65536))
        assert line == b'{"a":1}\n'
        goes_on.set()
        assert decode(response.read()) == b'{"a":2}\n'
    finally:
        goes_on.set()
        connection.close()


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
@pytest.mark.parametrize("name", ["breaks", "early"])
def test_half_an_answer_is_never_taken_for_a_whole_one(gateway: Served, name: str, coding: str) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        call(gateway.port, "GET", f"/{name}", {"accept-encoding": coding})


def test_a_reader_who_pauses_stops_the_upstream_and_one_who_leaves_frees_it(
    gateway: Served, rude: dict[str, Rude]
) -> None:
    def has_stopped() -> bool:
        before = len(poured)
        for _ in range(30):  # meanwhile others are served
            assert call(gateway.port, "GET", "/nowhere").status == 404
        return 0 < before == len(poured)

    with socket.create_connection(("127.0.0.1", gateway.port), 5) as reader:
        reader.sendall(b"GET /noise HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\n\r\n")
        assert b"content-encoding: gzip" in reader.recv(1024)
        until(has_stopped, "the upstream is held up")
        assert sum(poured) < 32 * 1024 * 1024  # what the kernel's buffers take
        assert not rude["noise"].left.is_set()
    assert rude["noise"].left.wait(5)
