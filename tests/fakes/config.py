"""A config source that says what it was told to say."""

from hashlib import sha256

from application.ports.config import ConfigSource, Edition
from domain.spec.fault import Fault
from domain.spec.spec import Spec


class FakeConfigSource(ConfigSource):
    def __init__(self, outcome: Spec | tuple[Fault, ...]) -> None:
        self.outcome = outcome
        self.reads = 0

    def read(self) -> Edition:
        self.reads += 1
        return Edition(self.outcome, sha256(repr(self.outcome).encode()).hexdigest())

    def look(self, beside: tuple[str, ...] = ()) -> object:
        return self.outcome, beside
