"""Callers who are silent, slow or too many: each is closed within the stated time, and nobody else notices."""

import socket
import time
from collections.abc import Iterator
from threading import Event

import pytest

from tests.e2e.hostile_table import CHUNKED, get, post
from tests.e2e.raw import answers, talk, until_end
from tests.e2e.rude import Rude, records
from tests.e2e.serving import Served, call, until

pytestmark = pytest.mark.e2e

HEAD, BODY, KEPT, SLACK = 0.8, 0.6, 0.7, 2.5  # seconds; the slack is for a busy machine
MOST = 12
LIMITS = f"head_time: {HEAD}s, body_idle: {BODY}s, body_minimum: 64B, keep_alive: {KEPT}s, connections: {MOST}"


@pytest.fixture(scope="module")
def upstream() -> Iterator[Rude]:
    with Rude(records) as rude:
        yield rude


@pytest.fixture(scope="module")
def gateway(upstream: Rude, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("slow")
    config = folder / "gateway.yaml"
    config.write_text(
        f"version: 1\nserver: {{limits: {{{LIMITS}}}}}\n"
        f"upstreams: {{all: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
        "routes: {all: {match: {prefix: /}, to: all, require: public}}\n"
    )
    with Served(folder, config) as served:
        yield served


class Slow:
    """Sends `first`, then a byte of `drip` every 50 ms until the gateway has enough; how long that took."""

    def __init__(self, port: int, first: bytes, drip: bytes = b"") -> None:
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", port), 10) as connection:
            connection.sendall(first)
            self.received = self._drip(connection, drip) if drip else until_end(connection)
        self.seconds = time.monotonic() - began

    def _drip(self, connection: socket.socket, drip: bytes) -> bytes:
        connection.settimeout(0.05)
        received = b""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                connection.sendall(drip)
                piece = connection.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                break
            if not piece:
                break
            received += piece
        return received

    def ended_after(self, least: float) -> bool:
        return least * 0.9 <= self.seconds <= least + SLACK


def test_a_silent_connection_is_closed_plainly(gateway: Served) -> None:
    slow = Slow(gateway.port, b"")
    assert slow.ended_after(HEAD), slow.seconds
    assert slow.received == b""


def test_empty_lines_do_not_keep_a_connection(gateway: Served) -> None:
    slow = Slow(gateway.port, b"", b"\r\n")
    assert slow.ended_after(HEAD), slow.seconds
    assert slow.received == b""


@pytest.mark.parametrize(
    ("first", "drip"),
    [(b"GET /x HT", b""), (b"GET /", b"x"), (b"GET /x HTTP/1.1\r\nHost: a\r\nX-A: ", b"b"), (get(b"/x")[:-2], b"")],
    ids=["stops in its line", "drips its line", "drips a field", "stops before the last line"],
)
def test_a_head_that_is_not_whole_in_time_is_refused_and_a_drip_does_not_renew_it(
    gateway: Served, first: bytes, drip: bytes
) -> None:
    slow = Slow(gateway.port, first, drip)
    assert slow.ended_after(HEAD), slow.seconds
    found = answers(slow.received)
    assert [(answer.status, answer.reason) for answer in found] == [(408, "request-timeout")]
    assert found[0].headers["connection"] == "close"


@pytest.mark.parametrize(
    ("first", "drip"),
    [
        (post(b"Content-Length: 1000", body=b"x"), b""),
        (post(b"Content-Length: 1000"), b""),
        (post(b"Content-Length: 1000"), b"x"),
        (post(CHUNKED, body=b"1\r\nx\r\n"), b""),
        (post(CHUNKED, body=b"fff\r\n"), b"x"),
        (post(CHUNKED, body=b"1;x="), b"x"),
        (post(CHUNKED, body=b"1\r\nx\r\n0\r\nx-a: "), b"b"),
    ],
    ids=["stops", "never begins", "drips", "stops, chunked", "drips, chunked", "drips an extension", "drips a trailer"],
)
def test_a_body_that_makes_no_progress_is_refused_and_its_call_ended(
    gateway: Served, upstream: Rude, first: bytes, drip: bytes
) -> None:
    upstream.taken.clear()
    slow = Slow(gateway.port, first, drip)
    assert slow.ended_after(BODY), slow.seconds
    assert [(answer.status, answer.reason) for answer in answers(slow.received)] == [(408, "request-timeout")]
    assert upstream.taken == []


def test_a_body_above_the_minimum_may_take_as_long_as_it_likes(gateway: Served, upstream: Rude) -> None:
    upstream.taken.clear()
    with socket.create_connection(("127.0.0.1", gateway.port), 10) as connection:
        connection.sendall(post(b"Content-Length: 2000", b"Connection: close"))
        for _ in range(20):
            connection.sendall(b"x" * 100)
            Event().wait(0.1)
        found = answers(until_end(connection))
    assert [answer.status for answer in found] == [200]
    assert upstream.taken[0][1] == b"x" * 2000


def test_an_idle_connection_is_kept_for_its_time(gateway: Served) -> None:
    slow = Slow(gateway.port, get(b"/x"))
    assert slow.ended_after(KEPT), slow.seconds
    assert [answer.status for answer in answers(slow.received)] == [200]


def test_a_second_head_has_the_same_time_as_the_first(gateway: Served) -> None:
    slow = Slow(gateway.port, get(b"/x") + b"GET /y HTTP/1.1\r\n")
    assert slow.ended_after(HEAD), slow.seconds
    assert [answer.status for answer in answers(slow.received)] == [200, 408]


def test_what_times_out_is_in_the_access_log(gateway: Served) -> None:
    found = answers(Slow(gateway.port, b"GET /late HTTP/1.1\r\n").received)
    request_id = found[0].json()["request_id"]
    until(lambda: any(line["request_id"] == request_id for line in gateway.lines()), "the record")
    record = next(line for line in gateway.lines() if line["request_id"] == request_id)
    assert (record["status"], record["reason"], record["path"]) == (408, "request-timeout", "/late")


def test_beyond_its_connections_a_worker_refuses_politely_and_answers_for_its_health(gateway: Served) -> None:
    held = [socket.create_connection(("127.0.0.1", gateway.port), 10) for _ in range(MOST)]
    try:
        for connection in held:
            connection.sendall(get(b"/x"))
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        found = answers(talk(gateway.port, get(b"/x")))
        assert [(answer.status, answer.reason) for answer in found] == [(503, "too-many-connections")]
        assert found[0].headers["retry-after"] == "1"
        assert found[0].headers["connection"] == "close"
        health = answers(talk(gateway.port, get(b"/health")))
        assert [answer.status for answer in health] == [200]
    finally:
        for connection in held:
            connection.close()
    until(lambda: call(gateway.port, "GET", "/x").status == 200, "there is room again")
