"""Differences: what a route wants of a request, and what the request is instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qsl

from domain.message.headers import values
from domain.message.request import Request
from domain.routing.matcher import Matcher
from domain.routing.pattern import Pattern


class Trait(Enum):
    METHOD = "method"
    HOST = "host"
    SLASH = "slash"  # at the end
    CASE = "case"
    SEGMENT = "segment"
    HEADER = "header"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class Difference:
    trait: Trait
    wanted: str
    given: str
    name: str = ""  # of the header, of the parameter of the query; the number of the segment, from 1


def differences(matcher: Matcher, request: Request) -> tuple[Difference, ...]:
    """In method, headers and query; none exactly where the route takes what its host and path lead to."""
    return tuple(_of_the_rest(matcher, request))


def _of_the_rest(matcher: Matcher, request: Request) -> Iterator[Difference]:
    if not matcher.takes_method(request.method):
        yield Difference(Trait.METHOD, ", ".join(sorted(matcher.methods)), request.method)
    for name, wanted in matcher.headers:
        given = values(request.headers, name)
        if given != ([] if wanted is None else [wanted]):
            yield Difference(Trait.HEADER, _shown(wanted or b""), ", ".join(map(_shown, given)), name.decode("latin-1"))
    written = parse_qsl(request.query.decode("latin-1"), keep_blank_values=True) if matcher.query else []
    for key, text in matcher.query:
        stated = [value for one, value in written if one == key]
        if stated != [text]:
            yield Difference(Trait.QUERY, text, ", ".join(stated), key)


def takes_host(matcher: Matcher, host: str) -> bool:
    return not matcher.hosts or any(_covers(one, host) for one in matcher.hosts)


def _covers(written: str, host: str) -> bool:
    return host == written or (written.startswith("*.") and len(host) >= len(written) and host.endswith(written[1:]))


def takes_path(pattern: Pattern, segments: tuple[bytes, ...]) -> bool:
    return _has_its_length(pattern, segments) and not wrong_segments(pattern, segments)


def path_differences(pattern: Pattern, segments: tuple[bytes, ...]) -> tuple[Difference, ...]:
    """How a path that the pattern does not take is nearly one that it takes; none: not nearly."""
    off = path_difference(pattern, segments)
    if off is not None:
        return (off,)
    ending = _other_ending(segments)
    case = path_difference(pattern, ending) if ending else None  # of the root, nothing is left
    if case is None or case.trait is not Trait.CASE:
        return ()
    return Difference(Trait.SLASH, _joined(ending), _joined(segments)), case


def path_difference(pattern: Pattern, segments: tuple[bytes, ...]) -> Difference | None:
    """In one thing alone; None: in more, or not nearly."""
    if _has_its_length(pattern, segments):
        wrong = wrong_segments(pattern, segments)
        folded = tuple(segment.lower() for segment in segments)
        if all(pattern.segments[at] is not None and folded[at] == _folded(pattern, at) for at in wrong):
            return Difference(Trait.CASE, _path_of(pattern), _joined(segments))
        if len(wrong) == 1:
            [at] = wrong
            wanted = pattern.segments[at]
            return Difference(
                Trait.SEGMENT, "a value" if wanted is None else _shown(wanted), _shown(segments[at]), str(at + 1)
            )
        return None
    if takes_path(pattern, _other_ending(segments)):
        return Difference(Trait.SLASH, _joined(_other_ending(segments)), _joined(segments))
    return _of_another_length(pattern, segments)


def _of_another_length(pattern: Pattern, segments: tuple[bytes, ...]) -> Difference | None:
    """One segment more at the end, or one less."""
    if len(segments) == len(pattern.segments) + 1 and takes_path(pattern, segments[:-1]):
        return Difference(Trait.SEGMENT, "", _shown(segments[-1]), str(len(segments)))
    if len(segments) + 1 == len(pattern.segments) and not wrong_segments(pattern, segments):
        return Difference(Trait.SEGMENT, _segment(pattern, len(segments)), "", str(len(pattern.segments)))
    return None


def wrong_segments(pattern: Pattern, segments: tuple[bytes, ...]) -> list[int]:
    """Places, of those that both have, at which the path is not what the pattern wants. No parameter is empty."""
    both = zip(pattern.segments, segments, strict=False)
    return [at for at, (wanted, given) in enumerate(both) if (not given if wanted is None else wanted != given)]


def _has_its_length(pattern: Pattern, segments: tuple[bytes, ...]) -> bool:
    own = len(pattern.segments)
    return len(segments) >= own if pattern.open_ended else len(segments) == own


def _other_ending(segments: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """With a slash at its end, or without the one that is there."""
    return segments[:-1] if segments[-1] == b"" else (*segments, b"")


def _folded(pattern: Pattern, at: int) -> bytes:
    return (pattern.segments[at] or b"").lower()


def _path_of(pattern: Pattern) -> str:
    return "/" + "/".join(_segment(pattern, at) for at in range(len(pattern.segments)))


def _segment(pattern: Pattern, at: int) -> str:
    literal = pattern.segments[at]
    names = {place: name for name, place in pattern.parameters}
    return f"{{{names[at]}}}" if literal is None else _shown(literal)


def _joined(segments: tuple[bytes, ...]) -> str:
    return "/" + "/".join(map(_shown, segments))


def _shown(octets: bytes) -> str:
    return octets.decode("utf-8", "replace")
