"""Contests: every route that a request's host and path lead to, in order of precedence, and why each lost or won.

The order is the table's own walk; the rule by which one outranks another is found in precedence.py's sort key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Generic

from domain.message.request import Request
from domain.routing.difference import Difference, differences
from domain.routing.entry import Entry, Target
from domain.routing.precedence import host_rank, path_rank, rank_at_a_path
from domain.routing.table import RouteTable


class Rule(Enum):
    """Of precedence.py, in its order."""

    HOST = "host"
    PATH = "path"
    METHOD = "method"
    HEADERS = "headers"
    QUERY = "query"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Target]):
    entry: Entry[Target]
    host: str  # the one of its hosts that leads to it; "" for any
    lacks: tuple[Difference, ...]  # what it wants and the request is not; none: it takes the request
    outranked_by: Rule | None = None  # None: nothing that takes the request comes before it


def contest(table: RouteTable[Target], request: Request) -> tuple[Candidate[Target], ...]:
    """The winner is the first that lacks nothing."""
    return tuple(_judged(table, request))


def _judged(table: RouteTable[Target], request: Request) -> Iterator[Candidate[Target]]:
    winner: Candidate[Target] | None = None
    for host, entry in table.candidates(request):
        lacks = differences(entry.matcher, request)
        rule = None if winner is None else ruling(winner, host, entry)
        found = Candidate(entry, host, lacks, rule)
        if winner is None and not lacks:
            winner = found
        yield found


def ruling(winner: Candidate[Target], host: str, entry: Entry[Target]) -> Rule:
    """The first rule by which `winner` comes before the other."""
    one, other = winner.entry, entry
    if host_rank(winner.host) != host_rank(host):
        return Rule.HOST
    if path_rank(one.matcher) != path_rank(other.matcher):
        return Rule.PATH
    ranks = zip(rank_at_a_path(one.matcher, one.order), rank_at_a_path(other.matcher, other.order), strict=True)
    rules = (Rule.METHOD, Rule.HEADERS, Rule.QUERY, Rule.ORDER)
    return next(rule for rule, (first, second) in zip(rules, ranks, strict=True) if first != second)
