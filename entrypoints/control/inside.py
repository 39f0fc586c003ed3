"""Inside a worker: what its master, and through it every other worker, may ask of the gateway there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from application.activation import Activation
from domain.plan.plan import Plan

# By name; `terms` and the answer are plain values, for they travel between processes. At once: nothing is awaited.
Questions = Mapping[str, Callable[[Any], Any]]


@dataclass(frozen=True, slots=True)
class Inside:
    activation: Activation
    questions: Questions
    import_ahead: Callable[[Plan], None] = lambda _: None
