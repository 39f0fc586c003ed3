"""Path rewriting: a template filled with the path's own segments, byte for byte, never decoded and encoded again."""

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


def _filled(parsed: Pattern, pattern: Pattern) -> Rewrite:
    places = dict(pattern.parameters)
    names = {at: name for name, at in parsed.parameters}
    parts = [segment if segment is not None else places[names[at]] for at, segment in enumerate(parsed.segments)]
    return Rewrite(tuple(parts), len(pattern.segments) if parsed.rest else None)
