"""Ways back: from a path as an upstream knows it to the public one under which a caller reaches the same.

The inverse of rewrite.py. A rewrite may drop parts of a path: then the upstream's path does not say what they were. For
the route that answers they are taken to be as in the path that was asked for; for any other route there is no way back.
"""

from dataclasses import dataclass

from domain.message.path import Path
from domain.routing.difference import takes_host, takes_path
from domain.routing.matcher import Matcher
from domain.routing.rewrite import Rewrite
from domain.routing.tree import Node

Segments = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class WayBack:
    matcher: Matcher
    rewrite: Rewrite | None

    def of_its_own(self, sent: Path, asked: Path) -> Path | None:
        """Of the route that answers: `asked` is the path that it took. What is found may be another route's to take."""
        if self._sent(asked) == sent.raw:
            return asked
        return self._found(sent, asked.segments)

    def of_another(self, sent: Path, host: str) -> Path | None:
        """Of a route that would take the path, and send exactly `sent`."""
        found = self._found(sent, ()) if takes_host(self.matcher, host) else None
        return found if found is not None and self.takes(found) and self._sent(found) == sent.raw else None

    def takes(self, path: Path) -> bool:
        return takes_path(self.matcher.pattern, path.segments)

    def _sent(self, path: Path) -> bytes:
        return self.rewrite.apply(path) if self.rewrite else path.raw

    def _found(self, sent: Path, asked: Segments) -> Path | None:
        if self.rewrite is None:
            return sent
        known = _known(self.rewrite, sent.segments)
        before = None if known is None else self._before_the_rest(known, asked)
        rest = self._rest(self.rewrite, sent.segments, asked)
        if before is None or rest is None:
            return None
        segments = (*before, *rest)
        return Path(b"/" + b"/".join(segments), segments or (b"",))

    def _before_the_rest(self, known: dict[int, bytes], asked: Segments) -> list[bytes] | None:
        assert self.rewrite is not None  # noqa: S101
        pattern, until = self.matcher.pattern, self.rewrite.rest_from
        found: list[bytes] = []
        for at, literal in enumerate(pattern.segments[:until]):
            segment = literal if literal is not None else known.get(at, asked[at] if asked else None)
            if segment is None:
                return None
            found.append(segment)
        return found

    def _rest(self, rewrite: Rewrite, sent: Segments, asked: Segments) -> Segments | None:
        """None where the upstream's path does not tell it, and nobody else does."""
        if rewrite.rest_from is not None:
            return sent[len(rewrite.parts) :]
        if not self.matcher.pattern.open_ended:
            return ()
        return asked[len(self.matcher.pattern.segments) :] if asked else None


def _known(rewrite: Rewrite, sent: Segments) -> dict[int, bytes] | None:
    """Segments of the public path by their place, as far as `sent` tells them; None: it is none of this rewrite's."""
    parts = rewrite.parts
    if len(sent) < len(parts) or (rewrite.rest_from is None and len(sent) > len(parts)):
        return None
    known: dict[int, bytes] = {}
    for part, segment in zip(parts, sent, strict=False):
        if isinstance(part, bytes):
            if part != segment:
                return None
        elif not segment or known.setdefault(part, segment) != segment:
            return None
    return known


def planted(ways: Node[WayBack], way: WayBack) -> None:
    """Where `ways` are found by the paths that their upstream knows."""
    rewrite, pattern = way.rewrite, way.matcher.pattern
    if rewrite is None:
        ways.leaf(pattern.segments, open_ended=pattern.open_ended).append(way)
        return
    segments = tuple(part if isinstance(part, bytes) else None for part in rewrite.parts)
    ways.leaf(segments, open_ended=rewrite.rest_from is not None).append(way)
