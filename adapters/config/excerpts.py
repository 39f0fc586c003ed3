"""Excerpts: the line at a place as it may be shown to anybody who reads a terminal or a log of CI.

Hidden is what stands in the place of a secret, and what looks like one wherever it stands. Comments are left out.
"""

import re
from collections.abc import Iterable, Mapping

from adapters.config.documents import BREAK
from adapters.config.hidden_lines import hidden_of
from adapters.config.hidden_spans import Span, Spans, spans_of
from application.ports.config import Excerpt
from domain.spec.place import Place

MASK = "***"
_LOOKS_SECRET = (
    re.compile(r"(?<=://)[^/\s\"']*(?=@)"),  # the user and password of an address
    re.compile(r"[^\s\"'/]+(?=@)"),  # and of one that is broken
    re.compile(r"(?<=://)(?![^\s/\"']*@)[^\s/:\"'\[]+:(?!\d{1,5}\b|\$\{)[^\s/\"']*"),  # and where its @ is missing
    re.compile(r"-----(?:BEGIN|END) .*"),
    re.compile(r"\blimen_[0-9a-z]+_[\w-]+"),  # an API key
    re.compile(r"\beyJ[\w-]{8,}[\w.=-]*"),  # a JWT
    re.compile(r"(?i)(?<=\bbearer )[^\s\"']+|(?<=\bbasic )[^\s\"']+"),
    re.compile(r"\b(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*[0-9])[\w+=-]{24,}"),
    re.compile(r"\b[0-9a-fA-F]{32,}\b"),
    re.compile(r"\b(?=[A-Za-z0-9+/]*[+/][A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[0-9])[A-Za-z0-9+/]{40,}={0,2}"),
)
_WIDE = 300  # letters to each side that are shown; twice as many are looked at
_COMMENT = re.compile(r"(?:^|[ \t])#")


class Excerpts:
    """Of the texts of one reading, by their names. What is hidden is found out when somebody first asks."""

    def __init__(self, texts: Mapping[str, str], documents: Mapping[str, str] | None = None) -> None:
        """Nothing of ours stands in `documents`: there only what looks like a secret is hidden."""
        self._documents = documents or {}
        self._texts = {**self._documents, **texts}
        self._read: dict[str, tuple[list[str], Spans]] = {}

    def at(self, place: Place) -> Excerpt | None:
        """None where there is nothing to show."""
        if place.file not in self._texts:
            return None
        lines, spans = self._of(place.file)
        number, column = place.line - 1, place.column - 1
        if not 0 <= number < len(lines):
            return None
        line = lines[number]
        hidden = list(spans.hidden.get(number, ()))
        if not spans.is_whole:
            hidden += hidden_of(lines, number)
        ended = spans.ends.get(number, 0) if spans.is_whole else 0
        return _masked(line[: _shown_to(line, column, ended)], column, hidden)

    def _of(self, file: str) -> tuple[list[str], Spans]:
        if file not in self._read:
            text = self._texts[file].removeprefix("\ufeff")
            lines = BREAK.split(text)
            self._read[file] = (lines, _nothing(lines) if file in self._documents else spans_of(text))
        return self._read[file]


def _nothing(lines: list[str]) -> Spans:
    """Nothing is hidden, and nothing is a comment."""
    return Spans(ends={number: len(line) for number, line in enumerate(lines)}, is_whole=True)


def _shown_to(line: str, column: int, end: int) -> int:
    """Where the line's comment begins, after the column that is pointed at; and after `end`, where YAML has its end."""
    if end:
        comment = line.find("#", max(end, column))
        return comment if comment >= 0 else len(line)
    found = _COMMENT.search(line, column)
    return found.start() if found else len(line)


def _masked(line: str, column: int, hidden: Iterable[Span]) -> Excerpt | None:
    """Nothing where nothing is left. Of a long line, what is near the column."""
    first, last = max(0, column - 2 * _WIDE), column + 2 * _WIDE
    looks = [found.span() for pattern in _LOOKS_SECRET for found in pattern.finditer(line[first:last])]
    spans = _united([*hidden, *((first + start, first + end) for start, end in looks)], len(line))
    start, end = max(0, column - _WIDE), min(len(line), column + _WIDE)
    text, at, shown_at = "…" if start else "", start, 0
    for hides, shows in [*((one, two) for one, two in spans if two > start and one < end), (end, end)]:
        if at <= column:
            shown_at = len(text) + max(0, min(column, hides) - at)
        text += line[at:hides] + (MASK if hides < shows else "")
        at = max(at, shows)
    text += "…" if at < len(line) else ""
    return Excerpt(text.rstrip(), shown_at + 1) if text.strip() else None


def _united(spans: Iterable[Span], length: int) -> list[Span]:
    """In order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted((start, min(end, length)) for start, end in spans if start < length):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
