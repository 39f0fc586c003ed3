"""Vocabulary: the words that route tables use, and words that none of them does.

A word that no table knows stands for all the others: whatever takes a request with it takes it whatever the word is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from domain.analysis.region import is_below
from domain.routing.matcher import Matcher

USUAL = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    segments: frozenset[bytes] = frozenset()
    hosts: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    deepest: int = 0  # segments of the longest pattern
    absent: frozenset[bytes] = frozenset()  # headers that a table asks not to be there
    values: frozenset[bytes] = frozenset()  # that headers are asked to have

    def new_segment(self, at: int) -> bytes:
        """One for each place in a path: no table has it anywhere."""
        taken = self.segments
        return next(word for number in count(at + 1) if (word := b"any%d" % number) not in taken)

    def new_host(self, below: str = "") -> str:
        """Below `*.name`, or anywhere; one that no other host of a table is, or takes."""
        endings = (below[1:],) if below else (".example", "")  # a name of one label is below none
        names = (f"any{number or ''}{ending}" for number in count() for ending in endings)
        return next(name for name in names if not self._is_taken(name, below))

    def new_method(self) -> str:
        return next(name for number in count() if (name := f"ANY{number or ''}") not in self.methods)

    def new_value(self) -> bytes:
        return next(value for number in count() if (value := b"any%d" % number) not in self.values)

    def _is_taken(self, host: str, below: str) -> bool:
        wild = (one for one in self.hosts if one.startswith("*.") and len(one) > len(below))
        return host in self.hosts or any(is_below(host, one) for one in wild)


def vocabulary_of(matchers: Iterable[Matcher]) -> Vocabulary:
    known = list(matchers)
    patterns = [matcher.pattern for matcher in known]
    headers = [header for matcher in known for header in matcher.headers]
    return Vocabulary(
        segments=frozenset(segment for pattern in patterns for segment in pattern.segments if segment),
        hosts=frozenset(host for matcher in known for host in matcher.hosts),
        methods=frozenset(method for matcher in known for method in matcher.methods),
        deepest=max((len(pattern.segments) for pattern in patterns), default=0),
        absent=frozenset(name for name, value in headers if value is None),
        values=frozenset(value for _, value in headers if value is not None),
    )
