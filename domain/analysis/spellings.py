"""Spellings: a request that comes near to a guarded route, and is taken by one that asks for less.

The same path with a slash more or less, in other case, with a letter encoded, by another method: a service behind the
gateway may take it for the guarded one. So it matters where both routes lead to one upstream. What is written for such
a request itself is meant; what takes it among others, by a parameter, an open end or as any method, may not be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from domain.analysis.call import CallOf
from domain.analysis.finding import Evidence, Finding
from domain.analysis.placing import placed
from domain.analysis.region import Segments
from domain.analysis.sample import Sample
from domain.analysis.survey import Survey
from domain.analysis.verdicts import Verdicts
from domain.plan.plan import Route

Given = tuple[bytes, ...]
_METHOD, _CASE = "by another method", "in other case"
_MAY_BE_ENCODED = b"!$&'()*+,=:@"


@dataclass(frozen=True, slots=True)
class Spelling:
    how: str
    sample: Sample

    @property
    def is_grave(self) -> bool:
        """Many services take it for the same; of another case, few do."""
        return self.how != _CASE


def laxer(survey: Survey, verdicts: Verdicts) -> Iterator[Finding]:
    """Once for each route that asks for less, with the first that it is near to."""
    told: dict[int, Finding] = {}
    for route in survey.plan.routes:
        way = survey.way_to(route)
        if route.door is None or way is None or not route.upstreams:
            continue
        for spelling in _spellings(route, way.sample, survey):
            other = survey.winner(spelling.sample)
            if other is None or other.number in told or not _is_near(route, other, spelling):
                continue
            caller = verdicts.who_may_more(other, route) if spelling.is_grave else None
            if other.door is None or caller is not None:
                told[other.number] = _finding(route, other, spelling, caller)
    yield from told.values()


def _is_near(route: Route, other: Route, spelling: Spelling) -> bool:
    if other is route or not set(route.upstreams) & set(other.upstreams):
        return False
    if spelling.how == _METHOD:
        return not other.matcher.methods and other.matcher.pattern.segments != route.matcher.pattern.segments
    return not other.matcher.pattern.is_exact


def _spellings(route: Route, sample: Sample, survey: Survey) -> Iterator[Spelling]:
    segments, written = sample.segments, route.matcher.pattern.segments
    if segments[-1]:
        yield Spelling("with a slash at its end", replace(sample, segments=(*segments, b"")))
    elif len(segments) > 1:
        yield Spelling("without the slash at its end", replace(sample, segments=segments[:-1]))
    methods = ("HEAD", "PUT", survey.words.new_method())
    unnamed = next((one for one in methods if not route.matcher.takes_method(one)), None)
    if unnamed:
        yield Spelling(_METHOD, sample.by(unnamed))
    for how, change in (("with a letter encoded", _encoded), (_CASE, _other_case)):
        for changed in _changed(segments, written, change):
            yield Spelling(how, replace(sample, segments=changed))


def _changed(segments: Given, written: Segments, change: Callable[[bytes], bytes]) -> list[Given]:
    """In each of the segments that the route names, and in all of them at once."""
    named = [at for at, segment in enumerate(written) if segment]
    ways = [{at} for at in reversed(named)] + [set(named)]
    found = (tuple(change(one) if at in way else one for at, one in enumerate(segments)) for way in ways)
    return [changed for changed in dict.fromkeys(found) if changed != segments]


def _other_case(segment: bytes) -> bytes:
    """Left as it is where an octet is encoded: the case of its digits says nothing."""
    return segment if b"%" in segment else segment.capitalize() if segment.islower() else segment.lower()


def _encoded(segment: bytes) -> bytes:
    letter = next((octet for octet in segment if octet in _MAY_BE_ENCODED), None)
    return segment if letter is None else segment.replace(bytes((letter,)), b"%%%02X" % letter, 1)


def _finding(route: Route, other: Route, spelling: Spelling, caller: CallOf | None) -> Finding:
    less = "is public" if other.door is None else "asks for less"
    message = (
        f"route `{other.name}` {less}, and takes what comes near to `{route.name}`: its path {spelling.how}"
        if spelling.how != _METHOD
        else f"route `{other.name}` {less}, and takes the path of `{route.name}` {_METHOD}"
    )
    hint = f"both lead to the same upstream, which may take it for `{route.name}`: guard it as well"
    request = placed(spelling.sample, caller) if caller else None
    evidence = Evidence(request or spelling.sample, caller)
    return Finding("route-laxer", other.name, other.at, message, hint, evidence)
