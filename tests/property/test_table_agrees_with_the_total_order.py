"""The table finds what a scan finds that sorts every fitting route by its rank; and 404 and 405 are what they say."""

from collections.abc import Iterable, Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from domain.message.headers import Headers
from domain.message.reason import METHOD_NOT_ALLOWED, ROUTE_UNKNOWN
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.routing.matcher import Matcher
from domain.routing.precedence import rank
from domain.routing.table import Entry, Match, RouteTable
from tests.property.paths import fits, patterns, raw_paths
from tests.unit.domain.builders import pattern, request

METHODS = ("GET", "PUT", "DELETE")
HOSTS = ("api.example", "x.api.example", "*.example", "*.api.example")
ASKED = ("api.example", "x.api.example", "y.x.api.example", "z.example", "example", "other")
HEADERS = ((b"h", b"1"), (b"g", b"1"), (b"h", b"2"))
QUERY = (("q", "1"), ("r", "1"), ("q", "2"))

some = st.lists
matchers = st.builds(
    Matcher,
    pattern=patterns(),
    methods=st.frozensets(st.sampled_from(METHODS), max_size=2),
    hosts=some(st.sampled_from(HOSTS), max_size=2, unique=True).map(tuple),
    headers=some(st.sampled_from(HEADERS), max_size=2, unique_by=lambda header: header[0]).map(tuple),
    query=some(st.sampled_from(QUERY), max_size=2, unique_by=lambda parameter: parameter[0]).map(tuple),
)
requests = st.builds(
    request,
    method=st.sampled_from((*METHODS, "POST")),
    raw=raw_paths(),
    host=st.sampled_from(ASKED),
    headers=some(st.sampled_from(HEADERS), max_size=3),
    query=some(st.sampled_from((b"q=1", b"r=1", b"q=2")), max_size=3).map(b"&".join),
)


def takes_host(written: str, host: str) -> bool:
    return host.endswith(written[1:]) and host != written[1:] if written.startswith("*.") else written in ("", host)


def takes_rest(matcher: Matcher, asked: Request) -> bool:
    said: Headers = [*asked.headers]
    query = [tuple(pair.split("=")) for pair in asked.query.decode().split("&") if pair]
    return all([h for h in said if h[0] == wanted[0]] == [wanted] for wanted in matcher.headers) and all(
        [q for q in query if q[0] == wanted[0]] == [wanted] for wanted in matcher.query
    )


def fitting(routes: list[Matcher], asked: Request) -> Iterator[tuple[int, str]]:
    """Numbers of the routes that everything but the method is right for, each with a host by which it fits."""
    for number, matcher in enumerate(routes):
        for host in matcher.hosts or ("",):
            if (
                takes_host(host, asked.host)
                and fits(matcher.pattern, asked.path.segments)
                and takes_rest(matcher, asked)
            ):
                yield number, host


def naive(routes: list[Matcher], asked: Request) -> Match[int] | Refusal:
    fit = list(fitting(routes, asked))
    taken = [
        (number, host) for number, host in fit if not routes[number].methods or asked.method in routes[number].methods
    ]
    if taken:
        best, _ = min(taken, key=lambda one: rank(routes[one[0]], one[1], one[0]))
        return Match(best, routes[best].pattern.values(asked.path.segments))
    allowed = ", ".join(sorted({method for number, _ in fit for method in routes[number].methods}))
    if not allowed:
        return Refusal(ROUTE_UNKNOWN)
    return Refusal(METHOD_NOT_ALLOWED, f"allowed: {allowed}", ((b"allow", allowed.encode()),))


def disagreements(routes: list[Matcher], asked: Iterable[Request]) -> list[Request]:
    table = RouteTable(Entry(matcher, number, number) for number, matcher in enumerate(routes))
    return [one for one in asked if table.match(one) != naive(routes, one)]


@given(st.lists(matchers, max_size=12), st.lists(requests, min_size=1, max_size=12))
def test_the_table_finds_what_a_scan_in_order_of_rank_finds(routes: list[Matcher], asked: list[Request]) -> None:
    assert not disagreements(routes, asked)


dense = patterns(literals=("a", "b"))


@given(st.lists(st.builds(Matcher, pattern=dense), min_size=4, max_size=20))
def test_where_many_paths_overlap_the_table_agrees(routes: list[Matcher]) -> None:
    every = [b"/" + b"/".join(parts) for length in (1, 2, 3) for parts in product((b"a", b"b", b"c"), repeat=length)]
    assert not disagreements(routes, (request("GET", raw) for raw in (b"/", b"/a/", b"/b/a/", *every)))


crowded = st.builds(
    Matcher,
    pattern=st.just(pattern("/a")),
    methods=st.sampled_from((frozenset[str](), frozenset(("GET",)), frozenset(("GET", "PUT")))),
    headers=st.sampled_from(((), HEADERS[:1], HEADERS[:2])),
    query=st.sampled_from(((), QUERY[:1], QUERY[:2])),
)


@given(st.lists(crowded, min_size=3, max_size=12))
def test_where_many_routes_share_a_path_the_table_agrees(routes: list[Matcher]) -> None:
    asked = [
        request(method, b"/a", headers=list(HEADERS[:headers]), query=query)
        for method, headers, query in product(METHODS, (0, 1, 2), (b"", b"q=1", b"q=1&r=1"))
    ]
    assert not disagreements(routes, asked)


hosted = st.builds(
    Matcher,
    pattern=st.sampled_from((pattern("/"), pattern("/{rest*}"))),
    hosts=some(st.sampled_from(HOSTS), max_size=2, unique=True).map(tuple),
)


@given(st.lists(hosted, min_size=2, max_size=8))
def test_where_many_hosts_overlap_the_table_agrees(routes: list[Matcher]) -> None:
    assert not disagreements(routes, (request("GET", b"/", host=host) for host in ASKED))


@given(st.lists(matchers, max_size=12), requests)
def test_the_order_in_which_routes_are_entered_changes_nothing(routes: list[Matcher], asked: Request) -> None:
    entries = [Entry(matcher, number, number) for number, matcher in enumerate(routes)]
    assert RouteTable(entries).match(asked) == RouteTable(reversed(entries)).match(asked)
