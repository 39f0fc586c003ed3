"""What is not a table of gateways: each gives a few named figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.performance.figures import Figures
from tests.performance.rounds import Run


@dataclass(frozen=True, slots=True)
class Other:
    says: str
    measure: Callable[[Run, Mapping[str, Figures]], dict[str, float]]


OTHER: dict[str, Other] = {}
