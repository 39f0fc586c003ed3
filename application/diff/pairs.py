"""Pairs: an old route and a new one that have the same requests, and those requests by a few generic ones.

A request that the old table gives to R and the new one to S is in what R and S have in common; by the generic requests
of that (domain.analysis.sample), under the words of both tables, it is told exactly whether there is one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from application.diff.likeness import Likeness
from domain.analysis.crossing import Crossing
from domain.analysis.region import Region, regions_of
from domain.analysis.sample import Sample, samples
from domain.analysis.vocabulary import Vocabulary, vocabulary_of
from domain.message.refusal import Refusal
from domain.plan.plan import Plan, Route


@dataclass(frozen=True, slots=True)
class Pair:
    old: Route | None  # None: no route takes these requests
    new: Route | None
    region: Region
    samples: Sequence[Sample]  # each of which the one table gives to `old`, and the other to `new`


class Tables:
    def __init__(self, old: Plan, new: Plan) -> None:
        self._old, self._new = old, new
        self._likeness = Likeness()
        self._words: Vocabulary = vocabulary_of(route.matcher for plan in (old, new) for route in plan.routes)

    def pairs(self) -> Iterator[Pair]:
        """Of routes that are not alike, or not of one name."""
        olds, news = _crossing(self._old), _crossing(self._new)
        for old in self._old.routes:
            for region in regions_of(old.matcher):
                yield from self._shared(old, region, news)
        for new in self._new.routes:
            for region in regions_of(new.matcher):
                if not any(shared.common == region for shared in olds.with_region(region)):
                    yield from self._if_any(None, new, region)

    def _shared(self, old: Route, region: Region, news: Crossing[Route]) -> Iterator[Pair]:
        is_covered = False
        for shared in news.with_region(region):
            new = shared.owner
            is_covered = is_covered or shared.common == region
            if old.name != new.name or not self._likeness.are_alike(old, new):
                yield from self._if_any(old, new, shared.common)
        if not is_covered:
            yield from self._if_any(old, None, region)

    def _if_any(self, old: Route | None, new: Route | None, region: Region) -> Iterator[Pair]:
        found = [one for one in samples(region, self._words) if self._winners(one) == (_number(old), _number(new))]
        if found:
            yield Pair(old, new, region, found)

    def _winners(self, sample: Sample) -> tuple[int | None, int | None]:
        request = sample.request()
        old, new = self._old.table.match(request), self._new.table.match(request)
        return (
            None if isinstance(old, Refusal) else old.route.number,
            None if isinstance(new, Refusal) else new.route.number,
        )


def _crossing(plan: Plan) -> Crossing[Route]:
    return Crossing((route, route.matcher) for route in plan.routes)


def _number(route: Route | None) -> int | None:
    return None if route is None else route.number
