"""Placing: the texts that a search chose for parts of a path, put into the path of a generic request.

A place is the number of a segment, or that number and `*` for all from there on. Not every text can stand there: then
there is no such request. Texts of places that overlap must agree.
"""

from dataclasses import replace
from urllib.parse import quote

from domain.analysis.call import CallOf
from domain.analysis.region import Region
from domain.analysis.sample import Sample
from domain.analysis.variable import Names
from domain.message.path import Path, decoded, read_path
from domain.routing.pattern import Pattern

_PLAIN = "!$&'()*+,=:@~"  # what a path may hold as it is, beside letters, digits and `-._`


def places_of(pattern: Pattern) -> Names:
    """The parameters of a pattern, each with its place."""
    rest = ((pattern.rest, f"{len(pattern.segments)}*"),) if pattern.rest else ()
    return (*((name, str(at)) for name, at in pattern.parameters), *rest)


def fixed_places(names: Names, region: Region) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the region says of places: of these nothing else can stand there."""
    found = []
    for _, place in names:
        at = int(place.removesuffix("*"))
        given = region.segments[at:] if place.endswith("*") else region.segments[at : at + 1]
        texts = [decoded(segment) for segment in given if segment is not None]
        is_whole = bool(texts) and len(texts) == len(given) and not (place.endswith("*") and region.open_ended)
        if is_whole:
            found.append((place, ("/".join(texts),)))
    return tuple(found)


def placed(sample: Sample, call: CallOf) -> Sample | None:
    """The request of the call; None where there can be no such one."""
    segments = list(sample.segments)
    for place, text in sorted(call.places, key=lambda one: int(one[0].removesuffix("*"))):
        at = int(place.removesuffix("*"))
        written = quote(text, safe=_PLAIN + "/", errors="surrogatepass").encode()
        if place.endswith("*"):
            segments[at:] = written.split(b"/") if text else []
        else:
            segments[at : at + 1] = [written]
    path = read_path(b"/" + b"/".join(segments))
    if not isinstance(path, Path) or not all(_stands(path, place, text) for place, text in call.places):
        return None
    headers = tuple(header for header in call.headers if header[0] != b"host")
    return replace(sample, method=call.method, segments=path.segments, headers=headers)


def _stands(path: Path, place: str, text: str) -> bool:
    at = int(place.removesuffix("*"))
    if place.endswith("*"):
        return decoded(b"/".join(path.segments[at:])) == text
    return at < len(path.segments) and decoded(path.segments[at]) == text
