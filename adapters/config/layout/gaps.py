"""Gaps: the comments and blank lines between two pieces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of its own: a comment at its column; without text, a blank line."""

    text: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    behind: str  # a comment on the line of the piece before
    lines: tuple[Remark, ...]
    breaks: bool  # the next piece begins a line


def gap_of(between: str, *, at_start: bool) -> Gap:
    """`between` holds nothing but white space and comments. At the start of the file nothing stands before it."""
    first, *rest = between.split("\n")
    own = ([first] if at_start and rest else []) + rest[:-1]
    behind = "" if at_start else first.strip()
    return Gap(behind, tuple(_remark(line) for line in own), bool(rest))


def _remark(line: str) -> Remark:
    text = line.strip()
    return Remark(text, len(line) - len(line.lstrip()) if text else 0)


def tidied(lines: tuple[Remark, ...], *, opens: bool, closes: bool) -> list[Remark]:
    """One blank line at most, none behind what has just opened, none before what closes."""
    kept: list[Remark] = []
    for line in lines:
        is_more = not kept[-1].text if kept else opens
        if line.text or not is_more:
            kept.append(line)
    while closes and kept and not kept[-1].text:
        kept.pop()
    return kept


def set_apart(lines: list[Remark], *, first: int) -> list[Remark]:
    """With a blank line before the comments that end the gap at the first column; not before line `first`."""
    place = len(lines)
    while place > 0 and lines[place - 1].text and not lines[place - 1].column:
        place -= 1
    if (place and not lines[place - 1].text) or place < first:
        return lines
    return [*lines[:place], Remark(""), *lines[place:]]
