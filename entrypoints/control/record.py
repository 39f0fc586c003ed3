"""The record: which edition is in force, which one was refused and why, since when, and how often either happened."""

import time
from dataclasses import dataclass, field
from typing import Any

from entrypoints.fault_documents import Document as Fault

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One that was taken up, or refused. Faults: none where it was taken up."""

    edition: str
    trigger: str  # start, last-good, file, document, signal, admin
    ms: int
    routes: int = 0
    faults: tuple[Fault, ...] = ()
    at: float = field(default_factory=time.time)

    def document(self) -> Document:
        since = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.at))
        document: Document = {"edition": self.edition, "since": since, "trigger": self.trigger, "ms": self.ms}
        if self.faults:
            return {**document, "faults": list(self.faults)}
        return {**document, "routes": self.routes}


@dataclass(slots=True)
class Record:
    active: Attempt
    refused: Attempt | None = None  # None: what was tried last is in force
    accepted_count: int = 0  # since the start
    refused_count: int = 0
    is_reloading: bool = False

    def accept(self, attempt: Attempt) -> None:
        self.active, self.refused = attempt, None
        self.accepted_count += 1

    def refuse(self, attempt: Attempt) -> None:
        self.refused = attempt
        self.refused_count += 1

    def document(self) -> Document:
        return {
            "active": self.active.document(),
            "refused": self.refused.document() if self.refused else None,
            "reloading": self.is_reloading,
            "counts": {"accepted": self.accepted_count, "refused": self.refused_count},
            "accepted_at": self.active.at,
        }
