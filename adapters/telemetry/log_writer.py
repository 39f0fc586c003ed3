"""A thread that writes lines to a descriptor, so that whoever makes them never waits for a reader.

Several workers write to one pipe. A pipe takes PIPE_BUF bytes at once or none of them (POSIX, write), so lines go into
one in pieces of that size at most, each of whole lines; a line that is longer than that goes as a stump that says so.
O_NONBLOCK is no way out: it would be set for everybody who shares the terminal or the pipe.
"""

import logging
import os
import select
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
        self.lost = 0  # lines that were taken and could not be written, ever

    def take(self, lines: list[bytes]) -> int:
        """How many of them, from the first on, there was room for."""
        room, taken = self._backlog - (self._taken - self._written), 0
        for line in lines:
            if len(line) > room:
                break
            room -= len(line)
            taken += 1
        if taken:
            kept = lines[:taken]
            self._taken += sum(map(len, kept))
            self._queue.put(kept)
            self._thread = self._thread or self._started()
        return taken

    def close(self) -> None:
        """Waits a while for what was taken; a reader who has stopped is not waited for longer."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(CLOSING_SECONDS)
            self._thread = None
        if self._written < self._taken:
            log.warning("%d bytes of the access log were not read in time", self._taken - self._written)

    def _started(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name="access log", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        while (lines := self._queue.get()) is not None:
            is_pipe = stat.S_ISFIFO(os.fstat(self._descriptor).st_mode)
            for piece in pieces_of(lines) if is_pipe else (b"".join(lines),):
                self._write(piece)
            self._written += sum(map(len, lines))

    def _write(self, piece: bytes) -> None:
        left = memoryview(piece)
        while left:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BlockingIOError:  # somebody else has made it non-blocking
                select.select((), (self._descriptor,), ())
            except OSError as problem:  # nobody reads any more, or the disk is full
                self.lost += piece.count(b"\n")
                log.warning("lines of the access log were lost: %s", problem)
                return


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


def stump(line: bytes, most: int = PIPE_BUF) -> bytes:
    """The line with its long texts cut, as short as need be, and a mark that they are."""
    fields, shorter = {**orjson.loads(line), "shortened": True}, line
    for longest in (256, 64, 8):
        cut = {name: value[:longest] if isinstance(value, str) else value for name, value in fields.items()}
        shorter = orjson.dumps(cut, option=orjson.OPT_APPEND_NEWLINE)
        if len(shorter) <= most:
            break
    return shorter
