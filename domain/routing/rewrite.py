"""Path rewriting: a template filled with the path's own segments, byte for byte, never decoded and encoded again.

Three ways to write one: a template for the whole path, a prefix to take off, a prefix to put in place of the one that
the route matches. They compile to the same value.
"""

from dataclasses import dataclass

from domain.message.path import Path
from domain.routing.pattern import BadPattern, Pattern, parse_pattern


@dataclass(frozen=True, slots=True)
class Rewrite:
    parts: tuple[bytes | int, ...]  # literal segments, and numbers of segments to take from the path
    rest_from: int | None  # the segment from which the rest is taken

    def apply(self, path: Path) -> bytes:
        taken = [part if isinstance(part, bytes) else path.segments[part] for part in self.parts]
        if self.rest_from is not None:
            taken.extend(path.segments[self.rest_from :])
        return b"/" + b"/".join(taken)


def compile_rewrite(template: str, pattern: Pattern) -> Rewrite | BadPattern:
    """`template` may use every parameter of `pattern`; `{rest*}` only at its end, where the rest may be none."""
    parsed = parse_pattern(template)
    if isinstance(parsed, BadPattern):
        return parsed
    unknown = sorted(parsed.names - pattern.names)
    if unknown:
        return BadPattern(f"the path has no parameter {{{unknown[0]}}}")
    if parsed.rest != pattern.rest and (parsed.rest or pattern.rest in dict(parsed.parameters)):
        return BadPattern("only what takes the rest in the path can give the rest here, and as a whole")
    return _filled(parsed, pattern)


def compile_strip(prefix: str, pattern: Pattern) -> Rewrite | BadPattern:
    """Takes whole segments off. They must be the ones that every path of `pattern` begins with."""
    parsed = parse_pattern(prefix, prefix=True)
    if isinstance(parsed, BadPattern):
        return parsed
    taken = len(parsed.segments)
    if parsed.rest or pattern.segments[:taken] != parsed.segments:
        return BadPattern("not every path of this route begins so")
    return Rewrite((), taken)


def compile_prefix(prefix: str, pattern: Pattern) -> Rewrite | BadPattern:
    """Puts `prefix` in the place of all that stands before the rest: `prefix: /a` matched, or `/a/{rest*}`."""
    if not pattern.open_ended:
        return BadPattern("the route matches no prefix that could be replaced")
    parsed = parse_pattern(prefix, prefix=True)
    if isinstance(parsed, BadPattern):
        return parsed
    unknown = sorted(parsed.names - {name for name, _ in pattern.parameters})
    if unknown:
        return BadPattern(f"the prefix has no parameter {{{unknown[0]}}}")
    return Rewrite(_parts(parsed, pattern), len(pattern.segments))


def _filled(parsed: Pattern, pattern: Pattern) -> Rewrite:
    return Rewrite(_parts(parsed, pattern), len(pattern.segments) if parsed.rest else None)


def _parts(parsed: Pattern, pattern: Pattern) -> tuple[bytes | int, ...]:
    places = dict(pattern.parameters)
    names = {at: name for name, at in parsed.parameters}
    return tuple(segment if segment is not None else places[names[at]] for at, segment in enumerate(parsed.segments))
