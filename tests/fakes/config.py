"""A config source that says what it was told to say."""

from application.ports.config import ConfigSource
from domain.spec.fault import Fault
from domain.spec.spec import Spec


class FakeConfigSource(ConfigSource):
    def __init__(self, outcome: Spec | tuple[Fault, ...]) -> None:
        self.outcome = outcome
        self.reads = 0

    def read(self) -> Spec | tuple[Fault, ...]:
        self.reads += 1
        return self.outcome
