"""Templates: the address of a part's call, filled with values. Whatever a value is, it stays one value.

Each is percent-encoded whole, so that it adds no segment, no parameter and no line. The path that comes out is read by
the rules that a caller's path is read by (domain/message/path.py): a value that is a dot segment, has a slash or is
empty makes none, and nothing is sent.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from domain.composition.pointer import MISSING
from domain.composition.reference import Origin, Reference, parse_reference
from domain.message.octets import IN_TARGETS
from domain.message.path import UnsafePath, read_path

_PIECES = re.compile(r"\{([^{}]*)\}|([^{}]+)|[{}]")
_BRACES = re.compile(r"\{[^{}]*\}")
_EXPLODED = re.compile(r"(?:^|&)([^&={}]+)=\{join\.ids\*\}(?=&|$)")

Piece = str | Reference
Valued = Callable[[Reference], object]  # the value of a reference; MISSING where there is none. Of `ids` a tuple


@dataclass(frozen=True, slots=True)
class BadTemplate:
    why: str


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Which value is missing, or does not fit."""

    reference: Reference
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Template:
    text: str  # as written
    path: tuple[Piece, ...]
    query: tuple[Piece, ...]  # none: no query

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(piece for piece in (*self.path, *self.query) if isinstance(piece, Reference))

    def told(self, valued: Valued) -> str:
        """As far as values are known: others stand in braces, as they were written. For people; it is never sent."""
        known = (piece if isinstance(piece, str) else _encoded(valued(piece)) or str(piece) for piece in self.path)
        asked = (piece if isinstance(piece, str) else _encoded(valued(piece)) or str(piece) for piece in self.query)
        return "".join(known) + ("?" if self.query else "") + "".join(asked)

    def filled(self, valued: Valued) -> bytes | Unfilled:
        """The target: path and query."""
        written: list[str] = []
        path = self._written(self.path, valued, written)
        if path is not None:
            return path
        raw = "".join(written).encode("ascii")
        if isinstance(read_path(raw), UnsafePath):  # literals alone make a path that is read: a value did this
            return Unfilled(next(piece for piece in self.path if isinstance(piece, Reference)), is_missing=False)
        if not self.query:
            return raw
        written = []
        return self._written(self.query, valued, written) or raw + b"?" + "".join(written).encode("ascii")

    def _written(self, pieces: tuple[Piece, ...], valued: Valued, written: list[str]) -> Unfilled | None:
        for piece in pieces:
            if isinstance(piece, str):
                written.append(piece)
                continue
            value = valued(piece)
            text = _joined(piece, value) if isinstance(value, tuple) else _encoded(value)
            if not text:
                return Unfilled(piece, is_missing=value is MISSING or value is None)
            written.append(text)
        return None


def parse_template(text: str) -> Template | BadTemplate:
    path, mark, query = text.partition("?")
    if not path.startswith("/"):
        return BadTemplate("it begins with /")
    literal = _BRACES.sub("", text).encode()
    if b"#" in literal or not literal.isascii() or literal.translate(IN_TARGETS) != literal:
        return BadTemplate("what stands outside braces is percent-encoded, without a fragment")
    parsed = [list(_pieces(part)) for part in (path, _EXPLODED.sub(_marked, query))]
    bad = next((piece for pieces in parsed for piece in pieces if isinstance(piece, BadTemplate)), None)
    if bad:
        return bad
    if mark and not query:
        return BadTemplate("nothing follows the ?")
    template = Template(text, *(tuple(pieces) for pieces in parsed))  # type: ignore[arg-type]
    return _misplaced(template) or template


def _marked(found: re.Match[str]) -> str:
    """The name of the parameter goes into the reference, which writes it once a key."""
    return f"{'&' if found[0].startswith('&') else ''}{{join.ids*{found[1]}}}"


def _pieces(text: str) -> Iterator[Piece | BadTemplate]:
    for found in _PIECES.finditer(text):
        if found[2]:
            yield found[2]
        elif found[1] is None:
            yield BadTemplate("a brace that stands alone")
        elif found[1].startswith("join.ids*") and found[1] != "join.ids*":
            yield Reference(Origin.JOIN, "ids*", default=found[1].removeprefix("join.ids*"))
        else:
            yield parse_reference(found[1]) or BadTemplate(f"`{found[0]}` names nothing")


def _misplaced(template: Template) -> BadTemplate | None:
    """A list of keys is no segment; and a path without its values has to be one that may be sent."""
    if any(piece.origin is Origin.JOIN and piece.name != "id" for piece in template.path if not isinstance(piece, str)):
        return BadTemplate("`{join.ids}` stands in the query")
    if Reference(Origin.JOIN, "ids*") in template.query:
        return BadTemplate("`{join.ids*}` is the whole value of a parameter: `ids={join.ids*}`")
    path = read_path("".join(piece if isinstance(piece, str) else "x" for piece in template.path).encode())
    return BadTemplate(path.why) if isinstance(path, UnsafePath) else None


def _encoded(value: object) -> str | None:
    """None: no text, number or truth value, or one that no address can hold."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int | float):
        return None
    try:
        return quote(str(value), safe="")
    except UnicodeEncodeError:  # half of a surrogate pair
        return None


def _joined(reference: Reference, values: tuple[str, ...]) -> str | None:
    """With commas between them, so that none may hold one; or each behind the name of its parameter."""
    encoded = [_encoded(value) for value in values]
    if None in encoded:
        return None
    if reference.name == "ids*":
        return "&".join(f"{reference.default}={value}" for value in encoded)
    return None if any("," in value for value in values) else ",".join(filter(None, encoded))
