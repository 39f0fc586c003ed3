"""Surveys: a plan with its vocabulary, and for each route the generic requests by which it is reached.

Made once, for all that is asked about the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.analysis.call import CallOf
from domain.analysis.placing import placed
from domain.analysis.region import Region, regions_of
from domain.analysis.sample import Sample, samples
from domain.analysis.vocabulary import USUAL, Vocabulary, vocabulary_of
from domain.message.refusal import Refusal
from domain.plan.plan import Plan, Route


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a route: a request that it takes, of one of its regions."""

    region: Region
    sample: Sample


def winner(plan: Plan, sample: Sample, client: str = "127.0.0.1") -> Route | None:
    found = plan.table.match(sample.request(client))
    return None if isinstance(found, Refusal) else found.route


class Survey:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.words: Vocabulary = vocabulary_of(route.matcher for route in plan.routes)
        self._ways: dict[int, Way | None] = {}

    def winner(self, sample: Sample, client: str = "127.0.0.1") -> Route | None:
        return winner(self.plan, sample, client)

    def way_to(self, route: Route) -> Way | None:
        """None: the route is never reached."""
        if route.number not in self._ways:
            self._ways[route.number] = next(self.ways_to(route), None)
        return self._ways[route.number]

    def ways_to(self, route: Route) -> Iterator[Way]:
        for region in regions_of(route.matcher):
            for sample in samples(region, self.words):
                if self.winner(sample) is route:
                    yield Way(region, self.usual(sample, route))

    def samples_of(self, route: Route) -> Iterator[Sample]:
        return (sample for region in regions_of(route.matcher) for sample in samples(region, self.words))

    def takes(self, route: Route, sample: Sample, call: CallOf) -> bool:
        """Whether the call can be made as a request that the route takes."""
        request = placed(sample, call)
        return request is not None and self.winner(request, call.client) is route

    def usual(self, sample: Sample, route: Route | None) -> Sample:
        """By a method that people know, where the same route takes it."""
        if sample.method != self.words.new_method():
            return sample
        usual = (sample.by(method) for method in USUAL)
        return next((one for one in usual if self.winner(one) is route), sample)
