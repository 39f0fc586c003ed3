"""Contests: the candidates stand in the table's own order, and the winner is the table's own match."""

from dataclasses import replace

import pytest

from domain.message.headers import Headers
from domain.routing.contest import Rule, contest
from domain.routing.matcher import Matcher
from domain.routing.table import Entry, Match, RouteTable
from tests.unit.domain.builders import matcher, request


def table(**matchers: Matcher) -> RouteTable[str]:
    return RouteTable(Entry(one, order, name) for order, (name, one) in enumerate(matchers.items()))


BASE = matcher("/a/{b}", "GET")


@pytest.mark.parametrize(
    ("winner", "loser", "rule"),
    [
        (replace(BASE, hosts=("api.example",)), BASE, Rule.HOST),
        (matcher("/a/1", "GET"), BASE, Rule.PATH),
        (BASE, matcher("/a/{b}"), Rule.METHOD),
        (replace(BASE, headers=((b"x", b"1"),)), BASE, Rule.HEADERS),
        (replace(BASE, query=(("q", "1"),)), BASE, Rule.QUERY),
        (BASE, matcher("/a/{c}", "GET"), Rule.ORDER),
    ],
)
def test_what_loses_is_outranked_by_the_first_rule_that_tells_them_apart(
    winner: Matcher, loser: Matcher, rule: Rule
) -> None:
    asked = request("GET", b"/a/1", headers=[(b"x", b"1")], query=b"q=1")
    routes = table(winner=winner, loser=loser) if rule is Rule.ORDER else table(loser=loser, winner=winner)
    first, second = contest(routes, asked)
    assert (first.entry.route, first.outranked_by, first.lacks) == ("winner", None, ())
    assert (second.entry.route, second.outranked_by) == ("loser", rule)
    match = routes.match(asked)
    assert isinstance(match, Match)
    assert match.route == "winner"


@pytest.mark.parametrize("headers", [[], [(b"x", b"2")]])
def test_what_comes_first_and_lacks_something_does_not_win(headers: Headers) -> None:
    first, second = contest(
        table(picky=replace(BASE, headers=((b"x", b"1"),)), plain=BASE), request("GET", b"/a/1", headers=headers)
    )
    assert [lack.trait.value for lack in first.lacks] == ["header"]
    assert (second.lacks, second.outranked_by) == ((), None)


def test_a_route_of_two_hosts_that_both_lead_to_it_is_told_once() -> None:
    both = replace(BASE, hosts=("api.example", "*.example"))
    [only] = contest(table(both=both), request("GET", b"/a/1"))
    assert only.host == "api.example"


def test_a_wildcard_leads_to_its_routes_by_its_own_name() -> None:
    [only] = contest(table(wild=replace(BASE, hosts=("*.example",))), request("GET", b"/a/1"))
    assert only.host == "*.example"
