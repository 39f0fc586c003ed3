"""A thread that writes lines to a descriptor, so that whoever makes them never waits for a reader.

Several workers write to one pipe. A pipe takes PIPE_BUF bytes at once or none of them (POSIX, write), so lines go into
one in pieces of that size at most, each of whole lines; a line that is longer than that goes as a stump that says so.
O_NONBLOCK is no way out: it would be set for everybody who shares the terminal or the pipe.
"""

import logging
import os
import stat
import threading
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from select import PIPE_BUF

import orjson

BACKLOG_BYTES = 8 * 1024 * 1024  # that have been taken and are not written yet
CLOSING_SECONDS = 2.0
STDOUT = 1

log = logging.getLogger("limen.access")


class LogWriter:
    """The thread begins with the first lines, in the process that has them: after a fork, never before."""

    def __init__(self, descriptor: int = STDOUT, backlog: int = BACKLOG_BYTES) -> None:
        self._descriptor = descriptor
        self._backlog = backlog
        self._queue: SimpleQueue[list[bytes] | None] = SimpleQueue()
        self._taken = self._written = 0  # bytes; each is counted by one thread alone
        self._thread: threading.Thread | None = None

    def take(self, lines: list[bytes]) -> bool:
        """Whether there was room for them: all or none."""
        size = sum(map(len, lines))
        if self._taken - self._written + size > self._backlog:
            return False
        if lines:
            self._taken += size
            self._queue.put(lines)
            self._thread = self._thread or self._started()
        return True

    def close(self) -> None:
        """Waits a while for what was taken; a reader who has stopped is not waited for longer."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(CLOSING_SECONDS)
            self._thread = None

    def _started(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name="access log", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        while (lines := self._queue.get()) is not None:
            try:
                self._write(lines)
            except OSError as problem:  # nobody reads any more, or the disk is full
                log.warning("lines of the access log were lost: %s", problem)
            self._written += sum(map(len, lines))

    def _write(self, lines: list[bytes]) -> None:
        is_pipe = stat.S_ISFIFO(os.fstat(self._descriptor).st_mode)
        for piece in pieces_of(lines) if is_pipe else (b"".join(lines),):
            left = memoryview(piece)
            while left:
                left = left[os.write(self._descriptor, left) :]


def pieces_of(lines: Iterable[bytes], most: int = PIPE_BUF) -> Iterator[bytes]:
    """Whole lines, joined as far as they fit."""
    piece = b""
    for line in lines:
        fitting = line if len(line) <= most else stump(line)
        if len(piece) + len(fitting) > most:
            yield piece
            piece = b""
        piece += fitting
    if piece:
        yield piece


def stump(line: bytes) -> bytes:
    """The line with its long texts cut, and a mark that they are."""
    fields = {name: value[:256] if isinstance(value, str) else value for name, value in orjson.loads(line).items()}
    return orjson.dumps({**fields, "shortened": True}, option=orjson.OPT_APPEND_NEWLINE)
