"""What is not a table of gateways: each gives a few named figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.performance.figures import Figures
from tests.performance.latency import latency
from tests.performance.matching import matching
from tests.performance.rounds import Run
from tests.performance.starting import starting
from tests.performance.workers import workers


@dataclass(frozen=True, slots=True)
class Other:
    says: str
    measure: Callable[[Run, Mapping[str, Figures]], dict[str, float]]


OTHER = {
    "latency": Other("p99 added to the origin's own, at half of each one's maximum", latency),
    "workers-2": Other("two workers on two cores beside one on one", workers),
    "match": Other("the route table alone", matching),
    "start": Other("process to ready, 100 routes, ten starts", starting),
}
