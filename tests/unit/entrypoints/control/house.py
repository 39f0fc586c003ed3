"""A master's hub with the workers' ends in the test's own hands: real socket pairs, no process."""

import socket
from collections.abc import Callable

from entrypoints.control.hub import PIECE, Hub
from entrypoints.control.messages import Frames, framed

OPENED: list[Callable[[], object]] = []  # what the fixture of conftest.py closes after each test


def new_hub() -> Hub:
    hub = Hub()
    OPENED.append(lambda: hub.leave_to(None))
    return hub


class FakeWorker:
    """The other end of a way."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._sock.settimeout(5)
        OPENED.append(self._sock.close)
        self._frames = Frames()
        self._heard: list[object] = []

    def say(self, message: object) -> None:
        self._sock.sendall(framed(message))

    def hears(self) -> object:
        while not self._heard:
            self._heard += self._frames.feed(self._sock.recv(PIECE))
        return self._heard.pop(0)

    def end(self) -> None:
        self._sock.close()


def worker_of(hub: Hub, number: int) -> FakeWorker:
    """Opens its way and takes the end that a fork would have."""
    hub.open(number)
    own = hub._ways[number].theirs
    worker = FakeWorker(own.dup())
    hub.forked()
    return worker
