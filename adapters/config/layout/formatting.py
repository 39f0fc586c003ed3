"""Formatting: a file in its one layout, or the faults that keep it from being read.

What is given back says the same, which is not only meant but looked at: the same tree for our own parser, and the same
comments in the same order. What does not is a defect of ours, and is never given back.
"""

from itertools import pairwise

from adapters.config.documents import tree_of
from adapters.config.layout.gaps import gap_of
from adapters.config.layout.pieces import Kind, Piece, pieces_of
from adapters.config.layout.writing import Writer
from adapters.config.tree import Broken, Listing, Scalar, Table, Value
from domain.spec.fault import Fault


class LayoutBroken(Exception):
    """In another layout the file would not say the same."""


def formatted(text: str, name: str) -> str | tuple[Fault, ...]:
    """`name` is the file's in faults. Variables and what values mean are not looked at. Raises LayoutBroken."""
    root, faults = tree_of(text, name, None, "version: 1")
    if root is None or faults:
        return tuple(faults)
    written = laid_out(text)
    again, _ = tree_of(written, name, None, "version: 1")
    if again is None or said(again) != said(root) or comments_of(written) != comments_of(text):
        raise LayoutBroken
    return written


def laid_out(text: str) -> str:
    """Of a text without fault."""
    text = _in_lines(text)
    has_end = text.endswith("\n")
    whole = text if has_end else f"{text}\n"
    pieces = list(pieces_of(whole))
    apart = _apart(pieces, whole)
    writer, end = Writer(), 0
    for piece in pieces:
        writer.write(piece, whole[end : piece.start], apart=piece.start in apart)
        end = piece.start + len(piece.text)
    is_open = not has_end and len(pieces) > 1 and pieces[-2].kind is Kind.BLOCK  # a line end would be a letter of it
    return writer.text() + ("" if is_open else "\n")


def comments_of(text: str) -> list[str]:
    whole, end, found = f"{_in_lines(text)}\n", 0, []
    for piece in pieces_of(whole):
        gap = gap_of(whole[end : piece.start], at_start=not end)
        found += [gap.behind, *(line.text for line in gap.lines)]
        end = piece.start + len(piece.text)
    return [comment for comment in found if comment]


def said(value: Value) -> object:
    """What a tree holds, without the places."""
    match value:
        case Table():
            return [(str(key), said(inside)) for key, inside in value.items()]
        case Listing():
            return tuple(said(inside) for inside in value)
        case Scalar():
            return value.text, value.kind
        case Broken():
            return None


def _in_lines(text: str) -> str:
    """As YAML reads it: a line ends with a line feed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _apart(pieces: list[Piece], text: str) -> set[int]:
    """Where the sections start that a blank line goes before: those of several lines, and those behind them."""
    numbers = [number for number, piece in enumerate(pieces) if piece.is_section]
    found: set[int] = set()
    was_long = False
    for number, following in pairwise([*numbers, len(pieces) - 1]):
        last = pieces[following - 1]
        is_long = "\n" in text[pieces[number].start : last.start] or "\n" in last.text.rstrip()
        if number != numbers[0] and (is_long or was_long):
            found.add(pieces[number].start)
        was_long = is_long
    return found
