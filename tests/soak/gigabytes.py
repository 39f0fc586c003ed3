"""1 GB up and 1 GB down at once, the reader taking 1 MB a second: what a worker's memory grows by.

`make soak-gigabytes`; about 17 minutes. Prints one line of JSON; ends with 1 where memory grew by 20 MB or more.
"""

import hashlib
import http.client
import json
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from threading import Event

from tests.e2e.rude import Rude
from tests.e2e.serving import Served, call

MEGABYTE = 1_000_000
PIECE = bytes(range(250)) * 4000
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
MOST_GROWTH_KB = 20_000


def upstream(connection: socket.socket, rude: Rude) -> None:
    """Pours for a GET, drinks for anything else."""
    head, _, early = rude.heads[-1].partition(b"\r\n\r\n")
    if head.startswith(b"GET"):
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % (ROUNDS * MEGABYTE))
        for _ in range(ROUNDS):
            connection.sendall(PIECE)
        return
    left = ROUNDS * MEGABYTE - len(early)
    while left:
        left -= len(connection.recv(min(left, MEGABYTE)))
    connection.sendall(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")


def resident(gateway: Served, field: str = "VmHWM:") -> int:
    """In kB: the highest so far, or what `field` says."""
    status = Path(f"/proc/{gateway.workers()[-1]}/status").read_text()
    return int(status.partition(field)[2].split()[0])


def download(port: int, digests: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/big")
    response, digest = connection.getresponse(), hashlib.sha256()
    for number in range(ROUNDS):
        began = time.monotonic()
        digest.update(response.read(MEGABYTE))
        if number < ROUNDS - 1:
            Event().wait(max(0.0, 1.0 - (time.monotonic() - began)))
    digests.append(digest.hexdigest())


def upload(port: int) -> None:
    """As slow as the download, so that both are under way all the time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST", "/big")
    connection.putheader("content-length", str(ROUNDS * MEGABYTE))
    connection.endheaders()
    for _ in range(ROUNDS):
        connection.send(PIECE)
        Event().wait(0.95)
    assert connection.getresponse().status == 204


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="limen-soak-"))
    config, digests = folder / "gateway.yaml", list[str]()
    with Rude(upstream) as rude:
        config.write_text(
            f"version: 1\nserver: {{body_limit: 2GiB}}\n"
            f"upstreams: {{big: {{targets: [{{url: 'http://127.0.0.1:{rude.port}'}}]}}}}\n"
            "routes: {big: {match: 'GET,POST /big', to: big, require: public}}\n"
        )
        with Served(folder, config) as gateway:
            call(gateway.port, "GET", "/nowhere")
            before = resident(gateway)
            threads = [
                threading.Thread(target=download, args=(gateway.port, digests)),
                threading.Thread(target=upload, args=(gateway.port,)),
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            grown = resident(gateway) - before
    expected = hashlib.sha256()
    for _ in range(ROUNDS):
        expected.update(PIECE)
    whole = digests == [expected.hexdigest()]
    print(json.dumps({"megabytes_each_way": ROUNDS, "memory_grew_kB": grown, "download_is_whole": whole}))
    return 0 if whole and grown < MOST_GROWTH_KB else 1


if __name__ == "__main__":
    raise SystemExit(main())
