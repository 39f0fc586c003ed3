"""Messages between the master and its workers: one is a frame, its length and then the pickled value.

Pickle, because both ends are forks of one process and nobody else holds an end: a plan goes as it is.
"""

import pickle
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_LENGTH = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class Prepare:
    """Open this plan, and say whether it could come into force. `attempt` tells one from the next."""

    attempt: int
    edition: str
    plan: bytes  # pickled once, for all


@dataclass(frozen=True, slots=True)
class Prepared:
    attempt: int
    why_not: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    attempt: int


@dataclass(frozen=True, slots=True)
class Abandon:
    attempt: int


@dataclass(frozen=True, slots=True)
class Running:
    """A worker serves this edition from now on."""

    pid: int
    edition: str
    attempt: int  # by which it came; 0: it came up with it


@dataclass(frozen=True, slots=True)
class Ask:
    """A worker wants to know something of the master, or of every worker, itself too."""

    number: int
    question: str
    terms: Any
    of_all: bool


@dataclass(frozen=True, slots=True)
class Told:
    number: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Question:
    """The master asks a worker."""

    number: int
    question: str
    terms: Any


@dataclass(frozen=True, slots=True)
class Answer:
    number: int
    answer: Any


def framed(message: object) -> bytes:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


class Frames:
    """Whole messages out of what arrives in pieces."""

    def __init__(self) -> None:
        self._received = bytearray()

    def feed(self, data: bytes) -> Iterator[Any]:
        self._received += data
        while (end := self._end()) is not None:
            body = bytes(self._received[_LENGTH.size : end])
            del self._received[:end]
            yield pickle.loads(body)  # noqa: S301  from a fork of this process

    def _end(self) -> int | None:
        if len(self._received) < _LENGTH.size:
            return None
        end: int = _LENGTH.size + _LENGTH.unpack_from(self._received)[0]
        return end if len(self._received) >= end else None
