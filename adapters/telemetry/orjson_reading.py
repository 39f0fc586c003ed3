"""Reads access logs back: files, also compressed ones, and standard input. A line at a time, however large a file is.

What is no JSON object is somebody else's line, of a log that several write to.
"""

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import cast

import orjson

from application.ports.call_log import CallLog, Line

STDIN = "-"
_GZIP = b"\x1f\x8b"


class OrjsonCallLog(CallLog):
    def __init__(self, files: Iterable[Path], stdin: BufferedReader | None = None) -> None:
        """`-` is standard input."""
        self._files = list(files)
        self._stdin = stdin

    def lines(self) -> Iterator[Line]:
        for file in self._files:
            if str(file) == STDIN:
                yield from _lines("stdin", self._stdin or cast(BufferedReader, sys.stdin.buffer))
                continue
            with file.open("rb") as read:
                yield from _lines(str(file), read)


def _lines(name: str, read: BufferedReader) -> Iterator[Line]:
    for number, text in enumerate(_unpacked(read), 1):
        if not text.isspace():
            yield Line(name, number, _fields(text))


def _unpacked(read: BufferedReader) -> Iterable[bytes]:
    """By its first bytes: a rotated file keeps its name with some programs, and not with others."""
    return _inflated(read) if read.peek(2)[:2] == _GZIP else read


def _inflated(packed: BufferedReader) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=packed) as unpacked:
        try:
            yield from unpacked
        except (EOFError, zlib.error) as problem:  # cut off, perhaps still being written
            raise OSError(str(problem)) from problem


def _fields(text: bytes) -> dict[str, object] | None:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None
