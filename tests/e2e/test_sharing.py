"""Several workers share what comes: connections that arrive at once are not all one worker's."""

import socket
from pathlib import Path

import pytest

from tests.e2e.serving import Served, until

pytestmark = pytest.mark.e2e
CONFIG = "version: 1\nroutes: {a: {match: GET /a, respond: {status: 200, text: ok}, require: public}}\n"
ESTABLISHED = "01"


def open_at(port: int) -> set[str]:
    """The inodes of the gateway's ends of its connections, as Linux lists them (proc(5))."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == ESTABLISHED}


def held(worker: int, inodes: set[str]) -> int:
    links = [str(link.readlink()) for link in Path(f"/proc/{worker}/fd").iterdir() if link.is_symlink()]
    return sum(link.removeprefix("socket:[").removesuffix("]") in inodes for link in links)


def test_every_worker_gets_a_share_of_a_burst(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text(CONFIG)
    with Served(tmp_path, file, workers=3) as gateway:
        until(lambda: gateway.log().count("startup complete") == 3, "three workers")
        callers = [socket.create_connection(("127.0.0.1", gateway.port), 20) for _ in range(30)]
        for caller in callers:
            caller.sendall(b"GET /a HTTP/1.1\r\nhost: x\r\n\r\n")
        assert all(caller.recv(1000).startswith(b"HTTP/1.1 200") for caller in callers)
        shares = [held(worker, open_at(gateway.port)) for worker in gateway.workers()]
        for caller in callers:
            caller.close()
    assert sum(shares) == 30
    assert len(shares) == 3
    assert min(shares) >= 3, shares
