"""What generic requests tell about routing is what trying every request of a small world tells."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.analysis.crossing import Crossing
from domain.analysis.region import Region, meeting, regions_of
from domain.analysis.sample import samples
from domain.analysis.vocabulary import vocabulary_of
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.routing.matcher import Matcher
from domain.routing.table import Entry, RouteTable
from tests.property.paths import fits, patterns
from tests.property.test_table_agrees_with_the_total_order import HEADERS, QUERY, takes_host, takes_rest
from tests.unit.domain.builders import request

METHODS = ("GET", "PUT")
HOSTS = ("a.example", "*.example", "*.b.example", "x.b.example")
ASKED = ("a.example", "new.example", "x.b.example", "new.b.example", "new.c.example", "other")
PATHS = [
    b"/" + b"/".join(parts) + slash
    for length in (0, 1, 2, 3, 4)
    for parts in product((b"a", b"new"), repeat=length)
    for slash in ((b"", b"/") if length else (b"",))
]
EXTRAS = [([HEADERS[at] for at in chosen], query) for chosen in ((), (0,), (1,), (0, 1)) for query in (b"", b"q=1")]

matchers = st.builds(
    Matcher,
    pattern=patterns(literals=("a",)),
    methods=st.frozensets(st.sampled_from(METHODS), max_size=2),
    hosts=st.lists(st.sampled_from(HOSTS), max_size=2, unique=True).map(tuple),
    headers=st.lists(st.sampled_from(HEADERS[:2]), max_size=2, unique=True).map(tuple),
    query=st.lists(st.sampled_from(QUERY[:1]), max_size=1).map(tuple),
)
HALF = settings(max_examples=settings().max_examples // 2)  # each walks through thousands of requests
tables = st.lists(matchers, min_size=1, max_size=6)


def world() -> list[Request]:
    return [
        request(method, raw, host=host, headers=list(headers), query=query)
        for method, host, (headers, query) in product((*METHODS, "NEW"), ASKED, EXTRAS)
        for raw in PATHS
    ]


WORLD = world()


def table_of(routes: list[Matcher]) -> RouteTable[int]:
    return RouteTable(Entry(matcher, number, number) for number, matcher in enumerate(routes))


def winner(table: RouteTable[int], asked: Request) -> int | None:
    found = table.match(asked)
    return None if isinstance(found, Refusal) else found.route


def takes(region: Region, asked: Request, matcher: Matcher) -> bool:
    return (
        takes_host(region.host, asked.host)
        and fits(matcher.pattern, asked.path.segments)
        and (not region.methods or asked.method in region.methods)
        and takes_rest(matcher, asked)
    )


@HALF
@given(tables)
def test_a_route_wins_a_generic_request_of_its_own_exactly_if_it_wins_any(routes: list[Matcher]) -> None:
    table, words = table_of(routes), vocabulary_of(routes)
    reached = {winner(table, asked) for asked in WORLD} - {None}
    found = {
        number
        for number, matcher in enumerate(routes)
        for region in regions_of(matcher)
        for sample in samples(region, words)
        if winner(table, sample.request()) == number
    }
    assert found == reached


@given(matchers, matchers)
def test_two_regions_meet_in_exactly_what_both_take(one: Matcher, other: Matcher) -> None:
    for mine, theirs in product(regions_of(one), regions_of(other)):
        both = [asked for asked in WORLD if takes(mine, asked, one) and takes(theirs, asked, other)]
        common = meeting(mine, theirs)
        assert (common is not None) == bool(both)
        for sample in samples(common, vocabulary_of((one, other))) if common else ():
            assert takes(mine, sample.request(), one)
            assert takes(theirs, sample.request(), other)


@HALF
@given(tables, tables)
def test_of_two_tables_the_pairs_of_winners_are_those_of_the_generic_requests(
    old: list[Matcher], new: list[Matcher]
) -> None:
    before, after, words = table_of(old), table_of(new), vocabulary_of((*old, *new))
    crossing = Crossing(enumerate(new))
    pairs = {(winner(before, asked), winner(after, asked)) for asked in WORLD}
    found = set()
    for number, matcher in enumerate(old):
        for region in regions_of(matcher):
            for shared in crossing.with_region(region):
                met = {(winner(before, s.request()), winner(after, s.request())) for s in samples(shared.common, words)}
                found |= met & {(number, shared.owner)}
            lost = {(winner(before, s.request()), winner(after, s.request())) for s in samples(region, words)}
            found |= lost & {(number, None)}
    assert found == {(mine, theirs) for mine, theirs in pairs if mine is not None}


@given(tables, matchers)
def test_the_crossing_finds_every_route_that_meets_a_region_and_no_other(routes: list[Matcher], other: Matcher) -> None:
    crossing = Crossing(enumerate(routes))
    for region in regions_of(other):
        expected = {
            (number, own)
            for number, matcher in enumerate(routes)
            for own in regions_of(matcher)
            if meeting(own, region) is not None
        }
        assert {(shared.owner, shared.region) for shared in crossing.with_region(region)} == expected
