"""`Expect: 100-continue`, end to end: a body goes out only when the upstream wants it, and a refused one never."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.rude import Rude
from tests.e2e.serving import Served, until

pytestmark = pytest.mark.e2e
HEAD = b"POST /up HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 5\r\n\r\n"


class Upstream:
    """Says nothing to a request's head until the test lets it; then what the test wants, and reads what comes."""

    def __init__(self, *, continues: bool, answer: bytes) -> None:
        self.may_speak = threading.Event()
        self.body = b""
        self._continues, self._answer = continues, answer

    def __call__(self, connection: socket.socket, _: Rude) -> None:
        self.may_speak.wait(10)
        if self._continues:
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.body = connection.recv(100)
        connection.sendall(self._answer)


@contextmanager
def called(folder: Path, upstream: Upstream) -> Iterator[tuple[socket.socket, Rude]]:
    with Rude(upstream) as rude:
        config = folder / "gateway.yaml"
        config.write_text(
            f"version: 1\nupstreams: {{up: {{targets: [{{url: 'http://127.0.0.1:{rude.port}'}}]}}}}\n"
            "routes: {up: {match: 'POST /up', to: up, require: public}}\n"
        )
        with Served(folder, config) as gateway, socket.create_connection(("127.0.0.1", gateway.port), 5) as caller:
            caller.sendall(HEAD)
            yield caller, rude


def test_the_body_is_asked_for_when_the_upstream_asks_for_it(tmp_path: Path) -> None:
    upstream = Upstream(continues=True, answer=b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n")
    with called(tmp_path, upstream) as (caller, rude):
        until(lambda: bool(rude.heads), "the head upstream")
        assert b"expect: 100-continue\r\n" in rude.heads[0]
        upstream.may_speak.set()
        assert caller.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        caller.sendall(b"hello")
        assert caller.recv(1000).startswith(b"HTTP/1.1 201")
        assert upstream.body == b"hello"


def test_a_refused_upload_is_never_sent(tmp_path: Path) -> None:
    upstream = Upstream(continues=False, answer=b"HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno")
    upstream.may_speak.set()
    with called(tmp_path, upstream) as (caller, rude):
        answer = b"".join(iter(lambda: caller.recv(1000), b""))
        assert answer.startswith(b"HTTP/1.1 403")
        assert b"connection: close" in answer  # nobody can tell a body from a next request now
        assert answer.endswith(b"no")
        assert len(rude.heads) == 1


def test_an_upstream_that_knows_no_100_gets_the_body_after_a_while(tmp_path: Path) -> None:
    upstream = Upstream(continues=False, answer=b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n")
    with called(tmp_path, upstream) as (caller, _):
        assert caller.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"  # ours, once the patience is over
        caller.sendall(b"hello")
        upstream.may_speak.set()
        assert caller.recv(1000).startswith(b"HTTP/1.1 201")
