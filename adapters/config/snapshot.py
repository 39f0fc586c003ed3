"""A snapshot: what a source said once. It holds on to the outcome, not the text.

So the files that a config names, and the environment, belong to the snapshot too: a worker that starts later than its
siblings gets what they got, even if a secret was replaced meanwhile.
"""

from dataclasses import dataclass, field

from application.ports.config import ConfigSource
from domain.spec.fault import Fault
from domain.spec.spec import Spec


@dataclass(frozen=True, slots=True)
class Snapshot(ConfigSource):
    outcome: Spec | tuple[Fault, ...] = field(repr=False)

    def read(self) -> Spec | tuple[Fault, ...]:
        return self.outcome

    def snapshot(self) -> "Snapshot":
        return self
