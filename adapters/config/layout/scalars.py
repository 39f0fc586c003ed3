"""How a scalar is written: the letters as they are; the quotes double where that needs no escape; the lines moved."""

import re
from dataclasses import dataclass

_HEADER = re.compile(r"[|>][-+]?([1-9])?")


@dataclass(frozen=True, slots=True)
class Block:
    """A scalar below | or >."""

    text: str  # in the new place, without a line end
    line_ends: int  # that follow it and are none of it


def quoted(text: str) -> str:
    """A text in single quotes gets double ones, unless a letter in it would have to be escaped then."""
    inner = text[1:-1].replace("''", "'")
    return f'"{inner}"' if text[:1] == "'" and not {'"', "\\", "\n"} & set(inner) else text


def moved(text: str, column: int) -> str:
    """A scalar of several lines, each begun at `column`: YAML folds the white space around a line end away."""
    if "\n" not in text:
        return text
    first, *rest = (_without_end(line, text[0]) for line in text.split("\n"))
    lines = (line.lstrip(" \t") for line in rest)
    return "\n".join([first, *(" " * column + line if line else "" for line in lines)])


def _without_end(line: str, quote: str) -> str:
    """White space that an odd backslash stands before is a letter."""
    bare = line.rstrip(" \t")
    escapes = len(bare) - len(bare.rstrip("\\"))
    return line if quote == '"' and escapes % 2 else bare


def keeps(text: str) -> bool:
    """Whether the blank lines that follow a block belong to it."""
    return "+" in text.partition("\n")[0].partition("#")[0]


def block(text: str, old: int, new: int) -> Block:
    """`old` and `new` are the columns of what the scalar belongs to. `text` ends with a line end, or several."""
    header, *lines = text.split("\n")
    found = _HEADER.match(header)
    digit = int(found[1]) if found and found[1] else 0
    before = old + digit if digit else _indent(lines)
    ends = 0
    while lines and not lines[-1].strip(" ") and not lines[-1][before:] and (not keeps(text) or not ends):
        lines.pop()
        ends += 1
    after = " " * (new + (digit or 2))
    moved_lines = (after + line[before:] if line[before:] else "" for line in lines)
    return Block("\n".join([header.rstrip(), *moved_lines]), ends)


def _indent(lines: list[str]) -> int:
    """Of the first line that is not empty; where all are, none of them has a letter."""
    first = next((line for line in lines if line.strip(" ")), max(lines, key=len, default=""))
    return len(first) - len(first.lstrip(" "))
