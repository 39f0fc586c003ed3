"""Entries: the routes of the table, each with what is asked of a request before it is taken.

What most routes do not ask is not in the way: without headers and query only the method is looked at, and what a path
without parameters is answered with is made beforehand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from domain.message.request import Request
from domain.routing.matcher import Matcher

Target = TypeVar("Target")

_NO_PARAMETERS: Mapping[str, str] = {}  # one for all: nobody writes into a match


@dataclass(slots=True)  # made once a call: to freeze it costs more than to make it
class Match(Generic[Target]):
    route: Target
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry(Generic[Target]):
    matcher: Matcher
    order: int  # place in the file
    route: Target
    is_bare: bool = field(init=False)  # path, host and method are all that it asks for
    whole: Match[Target] | None = field(
        init=False, compare=False
    )  # the answer, made already: of a path without parameters

    def __post_init__(self) -> None:
        whole = None if self.matcher.pattern.names else Match(self.route, _NO_PARAMETERS)
        object.__setattr__(self, "is_bare", not (self.matcher.headers or self.matcher.query))
        object.__setattr__(self, "whole", whole)


def maybe_fitting(entries: Iterable[Entry[Target]], request: Request) -> Entry[Target] | None:
    """The first that takes the request, of those that its host and its path lead to."""
    method = request.method
    for entry in entries:
        methods = entry.matcher.methods
        if (not methods or method in methods) and (entry.is_bare or entry.matcher.takes_rest_of(request)):
            return entry
    return None
