"""Recordings: which headers, parameters of the query and claims decisions rest on, kept of each call for a replay.

Only what the configuration in force decides by is kept, and never a header in which a credential travels. What is not
there is kept as such: an empty list, None. Names are keys, so that a reader sees what was looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from domain.identity.claims import claim_at
from domain.identity.principal import Principal
from domain.message.headers import read_alike
from domain.message.request import Request

Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Recording:
    headers: frozenset[bytes] = frozenset()  # in lower case
    query: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()  # paths

    def recorded(self, request: Request) -> "Recorded":
        return Recorded(self, self._headers(request), self._query(request))

    def _headers(self, request: Request) -> Values:
        """In every spelling that an upstream would take for one of them."""
        kept: dict[str, list[str]] = {name.decode("latin-1"): [] for name in sorted(self.headers)}
        wanted = {read_alike(name) for name in self.headers}
        for name, value in request.headers if wanted else ():
            if read_alike(name) in wanted:
                kept.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        return kept

    def _query(self, request: Request) -> Values:
        kept: dict[str, list[str]] = {name: [] for name in sorted(self.query)}
        for name, value in _written(request.query) if kept else ():
            if name in kept:
                kept[name].append(value)
        return kept


def _written(query: bytes) -> list[tuple[str, str]]:
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True)  # as routing.matcher reads it


@dataclass(frozen=True, slots=True)
class Recorded:
    recording: Recording
    headers: Values
    query: Values

    def claims(self, principal: Principal) -> Mapping[str, object]:
        """By the path as it is written, which finds the same again (identity.claims)."""
        return {path: claim_at(principal.claims, path) for path in sorted(self.recording.claims)}
