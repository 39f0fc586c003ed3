"""A real redis-server for tests, on a port of its own, that keeps nothing; and what can befall one.

    def test_…(redis: RedisServer) -> None:     # the fixture; elsewhere: with RedisServer(folder) as redis
        redis.command("SADD", "revoked", "t1")  # by hand, without a driver
        redis.url                               # redis://127.0.0.1:PORT/0
        redis.pause(), redis.resume()           # it takes connections and says nothing; it goes on
        redis.kill(), redis.start()             # connections are refused; it is back, empty, on the same port

Where redis-server is missing, the tests that ask for the fixture are skipped, save in CI.
"""

import signal
import socket
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tests.e2e.serving import Process, accepts, free_port, until


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self) -> None:
        options = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "save": "",
            "appendonly": "no",
            "dir": str(self._folder),
        }
        self._process = RedisProcess(
            self._folder, "redis", *(w for name, value in options.items() for w in (f"--{name}", value))
        )
        until(lambda: self._process.is_over() or accepts(self.port), "redis-server listens")
        assert not self._process.is_over(), self._process.out.read_text()

    def kill(self) -> None:
        """At once, paused or not."""
        self._process.end(signal.SIGKILL)

    def pause(self) -> None:
        self._process.child.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.child.send_signal(signal.SIGCONT)

    def command(self, *words: str) -> object:
        """One command on a connection of its own. An error comes as RuntimeError."""
        sent = [f"*{len(words)}\r\n".encode()]
        sent += [b"$%d\r\n%b\r\n" % (len(word.encode()), word.encode()) for word in words]
        with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
            connection.sendall(b"".join(sent))
            return _reply(connection.makefile("rb"))


class RedisProcess(Process):
    program = "redis-server"


def _reply(stream: BinaryIO) -> object:
    """One reply (RESP2)."""
    line = stream.readline().decode().removesuffix("\r\n")
    kind, said = line[:1], line[1:]
    match kind:
        case "+":
            return said
        case ":":
            return int(said)
        case "$":
            return None if said == "-1" else stream.read(int(said) + 2)[:-2].decode()
        case "*":
            return [_reply(stream) for _ in range(int(said))]
        case _:
            raise RuntimeError(said or "the connection ended")
