"""Reading in a process of its own: the master forks, the child reads, compiles and hands the plan over a pipe.

So the master answers meanwhile, keeps none of the garbage, and outlives whatever a configuration does to its reader.
Whoever kills the master takes the pipe from the child, which ends with its next write.
"""

import gc
import logging
import os
import pickle
import signal
from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from application.compiling import compiled
from application.ports.config import ConfigSource, Written, nothing_shown
from domain.spec.fault import Fault
from domain.spec.place import Place
from entrypoints.control.messages import Frames, framed
from entrypoints.fault_documents import Document, document
from entrypoints.offline import judges

LONGEST = 120.0  # seconds
MOST = 100  # faults that are told
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGCHLD, signal.SIGUSR1, signal.SIGUSR2)

_ENDED = Fault(Place("-", 1, 1), "reader-ended", "the process that reads the configuration ended before it had")

log = logging.getLogger("limen.reload")


@dataclass(frozen=True, slots=True)
class Read:
    edition: str  # a hash
    plan: bytes  # pickled; empty where there are faults
    routes: int
    faults: tuple[Document, ...]
    texts: tuple[Written, ...] = ()
    beside: tuple[str, ...] = ()
    refresh: float | None = None  # seconds


NOTHING = Read("", b"", 0, (document(_ENDED, nothing_shown),))


def read(source: ConfigSource) -> Read:
    edition = source.read()
    plan = compiled(edition, judges)
    if isinstance(plan, tuple):
        faults = tuple(document(fault, edition.excerpt) for fault in bounded(plan))
        return Read(edition.hash, b"", 0, faults, edition.texts, edition.beside, edition.refresh)
    pickled = pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)
    return Read(edition.hash, pickled, len(plan.routes), (), edition.texts, edition.beside, edition.refresh)


def bounded(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """What a log and a status page hold of them: whatever was put in a configuration's place may have a million."""
    more = len(faults) - MOST
    if more <= 0:
        return faults
    rest = Fault(faults[MOST].at, "faults-more", f"and {more} more faults from here on", "`limen check` tells them all")
    return (*faults[:MOST], rest)


class Reading(Protocol):
    pipe: int  # to be followed
    outcome: Read | None  # None: not yet

    @abstractmethod
    def take(self) -> bool:
        """What is in the pipe. Whether that was the end: then there is an outcome."""

    @abstractmethod
    def kill(self) -> None: ...


class Reader(Reading):
    """One reading. `leave` is called in the child, which is to let go of all that is the master's."""

    def __init__(self, source: ConfigSource, leave: Callable[[], None]) -> None:
        self.pipe, theirs = os.pipe()
        self.outcome: Read | None = None
        self._frames = Frames()
        self._pid = _forked(self.pipe, theirs)
        if not self._pid:
            os.close(self.pipe)
            _run(source, theirs, leave)
        os.close(theirs)

    def take(self) -> bool:
        data = os.read(self.pipe, 1 << 20)
        for message in self._frames.feed(data):
            self.outcome = message
        if data and self.outcome is None:
            return False
        self.outcome = self.outcome or NOTHING
        os.close(self.pipe)
        return True

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


def _forked(*pipe: int) -> int:
    try:
        return os.fork()
    except OSError:
        for end in pipe:
            os.close(end)
        raise


def _run(source: ConfigSource, pipe: int, leave: Callable[[], None]) -> None:
    """In the child. Nothing of it ever gets out."""
    try:
        gc.disable()  # it would copy all that is shared with the master
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        leave()
        with suppress(BrokenPipeError), os.fdopen(pipe, "wb") as file:
            file.write(framed(read(source)))
    except Exception:
        log.exception("the configuration could not be read")
    finally:
        os._exit(0)
