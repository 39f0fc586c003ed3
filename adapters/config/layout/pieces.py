"""Pieces: what a YAML file is made of, apart from white space and comments, by PyYAML's tokens.

Tokens that stand for no letters (a block begins, ends, a key follows) are told to the piece that comes after them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import yaml
from yaml import tokens as t

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where PyYAML has it: 10 times as fast


class Kind(Enum):
    MARKER = "a line of its own: `---`, `...`, `%YAML 1.2`"
    QUESTION = "?"
    COLON = ":"
    DASH = "-"
    COMMA = ","
    OPEN = "{ or ["
    CLOSE = "} or ]"
    TEXT = "a scalar in one line or several"
    BLOCK = "a scalar below | or >"
    END = "of the file"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    start: int  # offset of its first letter
    text: str
    column: int
    closes: int = 0  # blocks that end before it
    opens: bool = False  # it is the first of a block
    is_key: bool = False
    is_section: bool = False  # a key of the whole file


_KINDS: dict[type[t.Token], Kind] = {
    t.DirectiveToken: Kind.MARKER,
    t.DocumentStartToken: Kind.MARKER,
    t.DocumentEndToken: Kind.MARKER,
    t.ValueToken: Kind.COLON,
    t.BlockEntryToken: Kind.DASH,
    t.FlowEntryToken: Kind.COMMA,
    t.FlowMappingStartToken: Kind.OPEN,
    t.FlowSequenceStartToken: Kind.OPEN,
    t.FlowMappingEndToken: Kind.CLOSE,
    t.FlowSequenceEndToken: Kind.CLOSE,
    t.StreamEndToken: Kind.END,
}


def pieces_of(text: str) -> Iterator[Piece]:
    """Of a text that our own parser takes: there are no tags, anchors or aliases in it."""
    closes, opens, is_key, is_section, depth, flows = 0, False, False, False, 0, 0
    for token in yaml.scan(text, Loader=_LOADER):
        match token:
            case t.BlockEndToken():
                closes, depth = closes + 1, depth - 1
            case t.BlockMappingStartToken() | t.BlockSequenceStartToken():
                opens, depth = True, depth + 1
            case t.KeyToken():
                is_key, is_section = True, depth == 1 and not flows
        kind = _kind(token)
        if kind is None:
            continue
        flows += (kind is Kind.OPEN) - (kind is Kind.CLOSE)
        mark = token.start_mark
        written = text[mark.index : token.end_mark.index]
        yield Piece(kind, mark.index, written, mark.column, closes, opens, is_key, is_section)
        closes, opens, is_key, is_section = 0, False, False, False


def _kind(token: t.Token) -> Kind | None:
    if isinstance(token, t.ScalarToken):
        return Kind.BLOCK if token.style in ("|", ">") else Kind.TEXT
    if isinstance(token, t.KeyToken):
        return Kind.QUESTION if token.end_mark.index > token.start_mark.index else None
    return _KINDS.get(type(token))
