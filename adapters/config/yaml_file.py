"""The text of a YAML file, or the fault that keeps it from being read. Never raises for what a disk may do."""

import errno
import os
import select
import stat
from contextlib import suppress
from pathlib import Path

from adapters.config.documents import place_in
from domain.spec.fault import Fault
from domain.spec.place import Place

MIB = 1024 * 1024
_PATIENCE = 5.0  # seconds for a pipe to have a writer


def text_of(path: Path, name: str, *, largest: int, hint: str = "") -> str | Fault:
    """`name` is the file's in faults; `largest` is in bytes; `hint` is what is said to a larger one."""
    raw = _raw(path, Place(name, 1, 1), largest)
    if isinstance(raw, Fault):
        return raw
    if len(raw) > largest:
        return Fault(Place(name, 1, 1), "file-large", f"the file is larger than {largest // MIB} MiB", hint)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        at = place_in(raw[: error.start].decode(), name)
        return Fault(at, "file-encoding", "the file is not UTF-8", "save it as UTF-8")


def name_of(path: Path) -> str:
    """A path as faults name it: on one line and in letters, whatever bytes the disk has."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _raw(path: Path, start: Place, largest: int) -> bytes | Fault:
    try:
        with open(path, "rb", opener=_opened) as file:
            begun = _begun(file.fileno(), largest + 1)
            return begun + file.read(largest + 1 - len(begun))
    except FileNotFoundError:
        return Fault(start, "file-missing", "there is no such file")
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte
        why = error.strerror if isinstance(error, OSError) else None
        return Fault(start, "file-unreadable", f"the file can't be read: {(why or 'its name is no path').lower()}")


def _opened(path: str, flags: int) -> int:
    """A pipe without a writer would keep whoever opens it until there is one."""
    return os.open(path, flags | os.O_NONBLOCK)


def _begun(descriptor: int, most: int) -> bytes:
    """What a pipe holds first; whoever writes to it may take its time, but must be there. Reading goes on as usual."""
    begun = b""
    if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        is_ready = bool(poll.poll(_PATIENCE * 1000))
        with suppress(BlockingIOError):  # there is a writer
            begun = os.read(descriptor, most)
            if not begun and not is_ready:
                raise OSError(errno.ENXIO, "it is a pipe, and nobody writes to it")
    os.set_blocking(descriptor, True)
    return begun
