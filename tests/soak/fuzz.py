"""Random bytes at a running gateway: no hang, no 500, nothing forwarded that was not matched, nothing behind a guard.

`make fuzz` (ten minutes; `python -m tests.soak.fuzz SECONDS`). Requests are put together from pieces that are nearly
right, then bytes are changed. Prints one line of JSON; a finding ends the run with the bytes that led to it.
"""

import json
import re
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.message.path import Path as CleanPath
from domain.message.path import decoded, read_path
from tests.e2e.serving import Served

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
PATIENCE = 8.0  # the gateway's own limits are half a second, and two to linger
TOGETHER = 24  # connections at a time
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")

METHODS = st.sampled_from(b"GET|POST|HEAD|OPTIONS|PUT|DELETE|CONNECT|get|G=T|".split(b"|"))
PIECES = st.sampled_from(
    b"/ // /. /.. admin open %2f %2e %2E%2e %5c \\ ;x %00 %25 % %c0%af ADMIN %61dmin ?q=/admin #f a\tb \0 \xff"
    b" http://x :80 * @".split(b" ")
)
TARGETS = st.one_of(
    st.just(b"/open"), st.just(b"/admin/x"), st.lists(PIECES, max_size=6).map(lambda parts: b"/" + b"".join(parts))
)
FIELDS = st.sampled_from(
    b"host: x|Host: y:80|host : x| host: x|content-length: 5|content-length: 0|content-length: +5|content-length: 5, 5"
    b"|transfer-encoding: chunked|transfer-encoding: xchunked|transfer-encoding : chunked|connection: close"
    b"|connection: upgrade, x-a|upgrade: websocket|expect: 100-continue|x-forwarded-for: 1.1.1.1|x_forwarded_for: 1"
    b"|x-a: 1\r\n folded|x-b: \0|x-c: \xff|: none|te: trailers|via: 1.0 y".split(b"|")
)
BODIES = st.sampled_from(
    [
        b"",
        b"hello",
        b"5\r\nhello\r\n0\r\n\r\n",
        b"5;x\r\nhello\r\n0\r\nhost: z\r\n\r\n",
        b"zz\r\n",
        b"-1\r\n",
        b"0\r\n\r\nGET /admin/x HTTP/1.1\r\nhost: x\r\n\r\n",
    ]
)


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    version = draw(st.sampled_from([b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2.0", b"http/1.1", b"HTTP/1.1 x", b""]))
    ending = draw(st.sampled_from([b"\r\n", b"\r\n", b"\r\n", b"\n", b"\r"]))
    fields = [b"host: x"] * draw(st.sampled_from([1, 1, 1, 0])) + draw(st.lists(FIELDS, max_size=4))
    head = ending.join([b" ".join((draw(METHODS), draw(TARGETS), version)), *fields, b"", b""])
    raw = bytearray(head + draw(BODIES))
    for at, byte in draw(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=2)):
        raw[at % len(raw)] = byte
    return bytes(raw) * draw(st.sampled_from([1, 1, 2]))


class Upstream:
    """Reads requests by a strict and simple rule, and keeps their targets."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._server.getsockname()[1]
        self.targets: list[bytes] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._server.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        try:
            while line := stream.readline():
                head = list(iter(stream.readline, b"\r\n"))
                self.targets.append(line.split(b" ")[1])
                _skip_body(stream, b"".join(head).lower())
                connection.sendall(ANSWER if not line.startswith(b"HEAD") else ANSWER[:-2])
        except (OSError, ValueError, IndexError):
            self.targets.append(b"broken")
        finally:
            connection.close()


def _skip_body(stream: BinaryIO, head: bytes) -> None:
    length = re.search(rb"content-length: (\d+)\r\n", head)
    if length:
        stream.read(int(length[1]))
    while b"transfer-encoding: chunked" in head and (size := int(stream.readline(), 16)):
        stream.read(size + 2)
    if b"transfer-encoding: chunked" in head:
        stream.readline()


def exchange(port: int, raw: bytes) -> tuple[bytes, float]:
    """All that comes back until the gateway closes, and after how long it did."""
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        try:
            connection.sendall(raw)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        except ConnectionError:
            answer = b""
    return answer, time.monotonic() - began


def judge(raws: list[bytes], answers: list[bytes], targets: list[bytes]) -> None:
    for raw, answer in zip(raws, answers, strict=True):
        assert 500 not in map(int, STATUS.findall(answer)), (raw, answer)
    for target in targets:
        path = read_path(target.partition(b"?")[0])
        assert isinstance(path, CleanPath), (raws, target)
        assert path.raw == target.partition(b"?")[0], (raws, target)
        assert not decoded(path.raw).startswith("/admin/"), (raws, target)


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="limen-fuzz-"))
    upstream, over, seen = Upstream(), time.monotonic() + SECONDS, Counter[str]()
    slowest = 0.0
    (folder / "gateway.yaml").write_text(
        "version: 1\nserver: {limits: {head_time: 500ms, body_idle: 500ms, keep_alive: 200ms}}\n"
        "identity: {issuers: {main: {issuer: https://i, audience: [a], keys: {secret: "
        "'a secret of at least thirty-two bytes'}, algorithms: [HS256]}}}\n"
        f"upstreams: {{one: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
        "routes:\n  admin: {match: '/admin/{rest*}', to: one, require: authenticated}\n"
        "  rest: {match: '/{rest*}', to: one, require: public}\n"
    )
    with Served(folder, folder / "gateway.yaml") as gateway, ThreadPoolExecutor(TOGETHER) as pool:

        @settings(max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(requests(), min_size=TOGETHER, max_size=TOGETHER))
        def burst(raws: list[bytes]) -> None:
            nonlocal slowest
            known = len(upstream.targets)
            outcomes = list(pool.map(lambda raw: exchange(gateway.port, raw), raws))
            slowest = max(slowest, *(took for _, took in outcomes))
            answers = [answer for answer, _ in outcomes]
            judge(raws, answers, upstream.targets[known:])
            seen.update(found.decode() for answer in answers for found in STATUS.findall(answer))
            seen["requests"] += len(raws)
            seen["reached the upstream"] += len(upstream.targets) - known

        while time.monotonic() < over:
            burst()
        log = gateway.log()
    print(
        json.dumps({"slowest_s": round(slowest, 2), "tracebacks": log.count("Traceback"), **dict(sorted(seen.items()))})
    )
    return 1 if "Traceback" in log else 0


if __name__ == "__main__":
    raise SystemExit(main())
