"""Matchers: does this request belong to this route? Host, path, method, headers, query: all that is written holds."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from domain.message.headers import values
from domain.message.request import Request
from domain.routing.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Matcher:
    pattern: Pattern
    methods: frozenset[str] = frozenset()  # none: every method
    hosts: tuple[str, ...] = ()  # none: every host; `*.example` for what is below a name
    headers: tuple[tuple[bytes, bytes | None], ...] = ()  # None: there is no such field
    query: tuple[tuple[str, str], ...] = ()

    def takes_method(self, method: str) -> bool:
        return not self.methods or method in self.methods

    def takes_rest_of(self, request: Request) -> bool:
        """Whether headers and query are as written; path, host and method are the table's."""
        return all(_has_header(request, name, value) for name, value in self.headers) and (
            not self.query or self._takes_query(request.query)
        )

    def _takes_query(self, raw: bytes) -> bool:
        written = parse_qsl(raw.decode("latin-1"), keep_blank_values=True)
        return all([value for key, value in written if key == name] == [wanted] for name, wanted in self.query)


def _has_header(request: Request, name: bytes, wanted: bytes | None) -> bool:
    """A field that comes twice says two things, and matches neither."""
    return values(request.headers, name) == ([] if wanted is None else [wanted])


def other_value(matcher: Matcher, request: Request, name: bytes) -> bytes | None:
    """What the field `name` would have to be, of a request that fits otherwise; None: it does not, or none is asked."""
    wanted = dict(matcher.headers).get(name)
    others = tuple(one for one in matcher.headers if one[0] != name)
    fits = wanted is not None and Matcher(matcher.pattern, headers=others, query=matcher.query).takes_rest_of(request)
    return wanted if fits else None
