"""The hub: the master's ends of the ways to its workers, one each, made before the fork. Blocks nowhere but in `wait`.

Every process holds its own end and no other, so that a way ends when one side does: a worker whose master was killed
learns of it, and so does the master of a worker.
"""

import os
import selectors
import signal
import socket
from collections.abc import Callable, Iterator

from entrypoints.control.messages import Frames, framed

PIECE = 256 * 1024
Heard = Callable[[int, object], None]


class _Way:
    def __init__(self) -> None:
        self.ours, self.theirs = socket.socketpair()
        self.ours.setblocking(False)  # noqa: FBT003  the method has no name for it
        self.frames = Frames()
        self.waiting = bytearray()  # to be sent


class Hub:
    """Workers are known by numbers that they keep for life."""

    def __init__(self) -> None:
        self._ways: dict[int, _Way] = {}
        self._others: dict[int, Callable[[], None]] = {}  # descriptors beside the ways, and who reads them
        self._awake, self._wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    @property
    def workers(self) -> tuple[int, ...]:
        return tuple(self._ways)

    def wake_on_signals(self) -> None:
        """Else a signal that comes just before `wait` would be noticed after it."""
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)

    def open(self, worker: int) -> None:
        """Before the worker is forked."""
        self._ways[worker] = _Way()

    def forked(self) -> None:
        """In the master, after a fork: the workers' ends are theirs."""
        for way in self._ways.values():
            way.theirs.close()

    def leave_to(self, worker: int | None) -> socket.socket | None:
        """In a fork: closes all that is not its own, and hands out what is; None: a fork that is no worker."""
        signal.set_wakeup_fd(-1)
        own = self._ways[worker].theirs if worker is not None else None
        for way in self._ways.values():
            way.ours.close()
            if way.theirs is not own:
                way.theirs.close()
        for descriptor in (self._awake, self._wake, *self._others):
            os.close(descriptor)
        self._ways.clear()
        self._others.clear()
        return own

    def drop(self, worker: int) -> None:
        way = self._ways.pop(worker, None)
        if way is not None:
            way.ours.close()
            way.theirs.close()

    def send(self, worker: int, message: object) -> None:
        self.post([worker], message)

    def post(self, workers: list[int], message: object) -> None:
        """What does not go out at once follows when there is room."""
        frame = framed(message)
        for worker in workers:
            if worker in self._ways:
                self._ways[worker].waiting += frame
                self._write(self._ways[worker])

    def follow(self, descriptor: int, ready: Callable[[], None]) -> None:
        self._others[descriptor] = ready

    def unfollow(self, descriptor: int) -> None:
        self._others.pop(descriptor, None)

    def wait(self, seconds: float, heard: Heard) -> None:
        """Until something happens, at most so long. Of a worker whose way has ended `heard` is told None."""
        with selectors.PollSelector() as selector:  # keeps nothing in the kernel that a fork would share
            selector.register(self._awake, selectors.EVENT_READ)
            for descriptor in self._others:
                selector.register(descriptor, selectors.EVENT_READ)
            for worker, way in self._ways.items():
                events = selectors.EVENT_READ | (selectors.EVENT_WRITE if way.waiting else 0)
                selector.register(way.ours, events, worker)
            happened = selector.select(seconds)
        for key, events in happened:
            self._attend(key, events, heard)

    def _attend(self, key: selectors.SelectorKey, events: int, heard: Heard) -> None:
        if key.fd == self._awake:
            os.read(self._awake, 4096)
        elif key.fd in self._others and key.data is None:
            self._others[key.fd]()
        elif key.data in self._ways:
            if events & selectors.EVENT_WRITE:
                self._write(self._ways[key.data])
            if events & selectors.EVENT_READ:
                self._read(key.data, heard)

    def _read(self, worker: int, heard: Heard) -> None:
        for message in self._received(self._ways[worker]):
            if message is None:
                self.drop(worker)
            heard(worker, message)

    def _received(self, way: _Way) -> Iterator[object]:
        try:
            data = way.ours.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        yield from way.frames.feed(data)
        if not data:
            yield None

    def _write(self, way: _Way) -> None:
        try:
            while way.waiting:
                del way.waiting[: way.ours.send(way.waiting[:PIECE])]
        except BlockingIOError:
            return
        except OSError:  # it has ended: reading says so
            way.waiting.clear()
