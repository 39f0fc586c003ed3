"""Path patterns: `/orders/{order_id}`, `/files/{rest*}`, and prefixes. Parsed once; matched against segments.

`{name}` takes one whole segment that is not empty; `{name*}`, only at the end, takes the rest, also none. Literal
segments are held in the paths' own normal form, so that a pattern and a path are compared byte by byte.
"""

import re
from dataclasses import dataclass

from domain.message.path import UnsafePath, decoded, read_path

_PARAMETER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)(\*?)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    text: str  # as written
    segments: tuple[bytes | None, ...]  # None is a parameter
    parameters: tuple[tuple[str, int], ...]  # name and the segment it takes
    rest: str | None = None  # the name that takes the rest
    open_ended: bool = False  # a prefix: `{rest*}`, or written as `prefix:`

    @property
    def is_exact(self) -> bool:
        return not self.open_ended and not self.parameters

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.parameters) | ({self.rest} if self.rest else frozenset())

    def values(self, segments: tuple[bytes, ...]) -> dict[str, str]:
        """The decoded parameters of a path that this pattern has matched."""
        found: dict[str, str] = {}
        for name, at in self.parameters:  # a loop: a comprehension is one more call before Python 3.12
            segment = segments[at]
            found[name] = decoded(segment) if b"%" in segment else segment.decode()
        if self.rest is not None:
            found[self.rest] = decoded(b"/".join(segments[len(self.segments) :]))
        return found


@dataclass(frozen=True, slots=True)
class BadPattern:
    why: str


def parse_pattern(text: str, *, prefix: bool = False) -> Pattern | BadPattern:
    if not text.startswith("/"):
        return BadPattern("a path starts with /")
    parts = text[1:].split("/")
    rest = _PARAMETER.fullmatch(parts[-1])
    takes_rest = rest is not None and rest[2] == "*"
    if takes_rest or (prefix and parts[-1] == ""):
        parts.pop()
    return _assembled(text, parts, rest=rest[1] if rest and takes_rest else None, open_ended=prefix or takes_rest)


def _assembled(text: str, parts: list[str], *, rest: str | None, open_ended: bool) -> Pattern | BadPattern:
    segments: list[bytes | None] = []
    parameters: list[tuple[str, int]] = []
    for at, part in enumerate(parts):
        parameter = _PARAMETER.fullmatch(part)
        if parameter and not parameter[2]:
            parameters.append((parameter[1], at))
            segments.append(None)
            continue
        literal = _literal(part, may_be_empty=at == len(parts) - 1 and not open_ended)
        if isinstance(literal, BadPattern):
            return literal
        segments.append(literal)
    names = [name for name, _ in parameters] + ([rest] if rest else [])
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        return BadPattern(f"the parameter {{{twice}}} stands twice")
    return Pattern(text, tuple(segments), tuple(parameters), rest, open_ended)


def _literal(part: str, *, may_be_empty: bool) -> bytes | BadPattern:
    if "{" in part or "}" in part:
        return BadPattern(f"`{part}` is not a whole-segment parameter: {{name}}, or {{name*}} at the end")
    path = read_path(b"/" + part.encode())
    if isinstance(path, UnsafePath) or (not part and not may_be_empty):
        why = path.why if isinstance(path, UnsafePath) else "an empty segment"
        return BadPattern(f"`{part}` can never match: {why}")
    return path.segments[0]
