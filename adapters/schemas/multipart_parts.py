"""Forms in parts, taken apart by python-multipart, and only where every reader would cut them at the same places.

A body begins with its boundary and has nothing behind the last one; each line that begins like a boundary is one, and
ends with CR LF. So there is nothing that one reader takes for a part and another for a file's content.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from application.contracts.forms import MOST_FIELDS, Part
from application.contracts.json_reading import Malformed
from domain.message.headers import Headers

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_HEADERS, LONGEST_HEADER = 8, 4096  # of a part; bytes
logging.getLogger("python_multipart").setLevel(logging.ERROR)  # what callers send is not the process log's affair


def read_parts(raw: bytes, boundary: str) -> Sequence[Part]:
    """Raises Malformed."""
    from python_multipart.exceptions import FormParserError  # noqa: PLC0415  few gateways take forms
    from python_multipart.multipart import MultipartParser  # noqa: PLC0415

    line = b"--" + boundary.encode("latin-1")
    _judge_lines(raw, line)
    found = _Parts()
    try:
        MultipartParser(
            line[2:], found.callbacks(), max_header_count=MOST_HEADERS, max_header_size=LONGEST_HEADER
        ).write(raw)
    except FormParserError as error:
        raise Malformed("It is not a form in parts, or a part has too large a head.") from error
    if not found.is_ended:
        raise Malformed("It ends before its last part does.")
    if raw.count(b"\r\n" + line) != len(found.parts):
        raise Malformed("A line in it begins like a boundary, and is none.")
    return found.parts


def _judge_lines(raw: bytes, line: bytes) -> None:
    if not raw.startswith(line):
        raise Malformed("It does not begin with its boundary.")
    if raw.count(b"\n" + line) != raw.count(b"\r\n" + line):
        raise Malformed("A boundary in it does not stand behind CR LF.")
    if raw.count(line) > MOST_FIELDS + 1:
        raise Malformed(f"It has more than {MOST_FIELDS} fields.")
    if not raw.removesuffix(b"\r\n").endswith(line + b"--"):
        raise Malformed("It does not end with its boundary.")


class _Parts:
    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.is_ended = False
        self._headers: Headers = []
        self._data: list[bytes] = []
        self._name = b""

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_part_data": lambda data, start, end: self._data.append(data[start:end]),
            "on_part_end": lambda: self.parts.append((self._headers, b"".join(self._data))),
            "on_header_field": self._named,
            "on_header_value": self._valued,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._headers, self._data = [], []

    def _named(self, data: bytes, start: int, end: int) -> None:
        self._name = data[start:end].lower()

    def _valued(self, data: bytes, start: int, end: int) -> None:
        self._headers.append((self._name, data[start:end].strip(b" \t")))

    def _end(self) -> None:
        self.is_ended = True
