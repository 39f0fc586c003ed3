"""Shadows: routes that are never reached, and pairs between which nothing but their order in the file decides.

A route is never reached if others win all of its generic requests. Nothing but order decides where two routes have the
same path and the same host, name a method both or neither, ask for as many headers and as much of the query, and share
a request: all else the published precedence decides, which anybody can look up.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from domain.analysis.finding import Evidence, Finding
from domain.analysis.region import Region, meeting, regions_of
from domain.analysis.sample import samples
from domain.analysis.survey import Survey
from domain.plan.plan import Route

MOST_HELD = 5  # routes of another kind that one is held against
_Alike = tuple[object, ...]
_Asked = tuple[str, str]  # a header or a parameter of the query, and what it must say
_Placed = tuple[Route, Region]
_Kind = tuple[frozenset[_Asked], _Placed]


def shadowed(survey: Survey) -> Iterator[Finding]:
    for route in survey.plan.routes:
        if survey.way_to(route) is None:
            yield _shadowed(survey, route)


def _shadowed(survey: Survey, route: Route) -> Finding:
    asked = list(survey.samples_of(route))
    winners = dict.fromkeys(winner.name for one in asked if (winner := survey.winner(one)))
    others = " and ".join(f"`{name}`" for name in winners)
    return Finding(
        "route-shadowed",
        route.name,
        route.at,
        f"route `{route.name}` is never reached: {others} {'takes' if len(winners) == 1 else 'take'} all that it would",
        "take one of them out, or let it ask for more",
        Evidence(survey.usual(asked[0], survey.winner(asked[0]))),
    )


def ambiguous(survey: Survey) -> Iterator[Finding]:
    told: set[tuple[int, int]] = set()
    for alike in _alike(survey.plan.routes).values():
        for (first, mine), (second, theirs) in _pairs(alike):
            common = meeting(mine, theirs) if (first.number, second.number) not in told else None
            if common is not None:
                told.add((first.number, second.number))
                yield from _ambiguous(survey, first, second, common)


def _alike(routes: tuple[Route, ...]) -> dict[_Alike, list[_Placed]]:
    """Those of one rank, by what they have to have in common; one that names methods stands below each of them."""
    found: dict[_Alike, list[_Placed]] = defaultdict(list)
    for route in routes:
        for region in regions_of(route.matcher):
            rank = (region.segments, region.open_ended, region.host, len(region.headers), len(region.query))
            for method in region.methods or ("",):
                found[(*rank, method)].append((route, region))
    return {rank: alike for rank, alike in found.items() if len(alike) > 1}


def _pairs(alike: list[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """The earlier one first. Where several ask for the same, the first of them takes it from all the others; and of
    those that ask for different things, each is held against the first few that it can meet: not all against all."""
    by_what: dict[frozenset[_Asked], list[_Placed]] = defaultdict(list)
    for one in alike:
        by_what[_asked(one[1])].append(one)
    for first, *others in by_what.values():
        yield from ((first, other) for other in others if other[0] is not first[0])
    firsts = [(asked, placed[0]) for asked, placed in by_what.items()]
    kinds: dict[frozenset[str], list[_Kind]] = defaultdict(list)
    for asked, one in firsts:
        kinds[frozenset(name for name, _ in asked)].append((asked, one))
    for (names, some), (other_names, more) in combinations(kinds.items(), 2):
        yield from _across(some, more, names & other_names)


def _across(some: list[_Kind], others: list[_Kind], shared: frozenset[str]) -> Iterator[tuple[_Placed, _Placed]]:
    """Those that say the same of what both kinds ask for."""
    by_shared: dict[frozenset[_Asked], list[_Placed]] = defaultdict(list)
    for asked, one in some:
        by_shared[frozenset(item for item in asked if item[0] in shared)].append(one)
    for asked, one in others:
        for other in by_shared[frozenset(item for item in asked if item[0] in shared)][:MOST_HELD]:
            yield (other, one) if other[0].number < one[0].number else (one, other)


def _asked(region: Region) -> frozenset[_Asked]:
    headers = (
        (f"header {name.decode()}", "" if value is None else value.decode("utf-8", "replace"))
        for name, value in region.headers
    )
    return frozenset((*headers, *((f"query {name}", value) for name, value in region.query)))


def _ambiguous(survey: Survey, first: Route, second: Route, common: Region) -> Iterator[Finding]:
    """Said of the later one, unless it is never reached anyway."""
    by_first = (one for one in samples(common, survey.words) if survey.winner(one) is first)
    shared = next(by_first, None)
    if shared is None or survey.way_to(second) is None:
        return
    message = (
        f"only their order decides between `{first.name}` and `{second.name}`: the first one takes what both would"
    )
    hint = "let them ask for different things, or one of them for more"
    yield Finding("route-ambiguous", second.name, second.at, message, hint, Evidence(survey.usual(shared, first)))
