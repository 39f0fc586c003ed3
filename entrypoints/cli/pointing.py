"""Pointing: a line of a file with a caret below the column, for a terminal.

Columns count letters, a terminal counts cells: wide letters take two, marks that combine take none, and what can't be
printed is written as its escape. A long line is shown from near the column to as far as fits.
"""

import unicodedata

CELLS = 100
_TAB = "    "

Cell = tuple[str, int]  # what is printed for one letter, and how wide that is


def pointed(text: str, column: int, width: int = CELLS) -> tuple[str, str]:
    """The line and what stands below it; `column` from 1."""
    cells = [_cell(letter) for letter in text]
    at = min(column - 1, len(cells))
    start, end = _window([cell[1] for cell in cells], at, width)
    left, right = "…" if start else "", "…" if end < len(cells) else ""
    line = left + "".join(cell[0] for cell in cells[start:end]) + right
    before = len(left) + sum(cell[1] for cell in cells[start:at])
    return line, " " * before + "^"


def _window(widths: list[int], at: int, width: int) -> tuple[int, int]:
    """From where to where letters fit into `width`, with `at` among them; more before it than after."""
    if sum(widths) <= width:
        return 0, len(widths)
    start, end, room = at, at, width
    while start > 0 and widths[start - 1] <= room - width // 3:
        start -= 1
        room -= widths[start]
    while end < len(widths) and widths[end] <= room:
        room -= widths[end]
        end += 1
    while start > 0 and widths[start - 1] <= room:
        start -= 1
        room -= widths[start]
    return start, end


def _cell(letter: str) -> Cell:
    if letter == "\t":
        return _TAB, len(_TAB)
    if unicodedata.category(letter) in ("Mn", "Me"):
        return letter, 0
    if not letter.isprintable():
        escaped = ascii(letter)[1:-1]
        return escaped, len(escaped)
    return letter, 2 if unicodedata.east_asian_width(letter) in "WF" else 1
