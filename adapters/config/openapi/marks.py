"""Marks: where in a text each key and each item of a list begins, by the letter; and what is wrong at one."""

from bisect import bisect_right

from adapters.config.documents import BREAK
from domain.spec.document import Pointer
from domain.spec.place import Place

DEEPEST = 100  # levels
Marks = dict[str, tuple[int, "Marks"]]  # by key, or by an item's number


class Wrong(Exception):
    def __init__(self, offset: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset, self.code, self.message, self.hint = offset, code, message, hint


def too_deep(offset: int) -> Wrong:
    return Wrong(offset, "document-deep", f"more than {DEEPEST} levels below each other", "no API needs that many")


def offset_of(marks: Marks, pointer: Pointer) -> int:
    """Of what stands there, or of the nearest around it."""
    offset = 0
    for part in pointer:
        if part not in marks:
            break
        offset, marks = marks[part]
    return offset


class Lines:
    """From letters to lines, as editors count them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in BREAK.finditer(text))]

    def place(self, file: str, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return Place(file, line, offset - self._starts[line - 1] + 1)
