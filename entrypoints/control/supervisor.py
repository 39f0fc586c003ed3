"""The supervisor: what the master does between signals. It hears the workers, looks at the files, and never blocks."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import Any

from entrypoints.control.hub import Hub
from entrypoints.control.messages import Answer, Ask, Prepared, Running, Told
from entrypoints.control.relay import Relay
from entrypoints.control.reloads import FILE, Reloads
from entrypoints.control.rolling import Rolling
from entrypoints.control.watch import EVERY, Watch

ADMIN, SIGNAL = "admin", "signal"
log = logging.getLogger("limen.reload")


@dataclass(frozen=True, slots=True)
class _Worker:
    started: float
    pid: int | None = None
    edition: str | None = None  # None: it has not started yet


class Supervisor:
    def __init__(
        self, hub: Hub, rolling: Rolling, reloads: Reloads, watch: Watch | None, monotonic: Callable[[], float]
    ) -> None:
        self._hub, self._rolling, self._reloads, self._watch = hub, rolling, reloads, watch
        self._monotonic = monotonic
        self._relay = Relay(hub, monotonic, self._describe)
        self._workers: dict[int, _Worker] = {}
        self._look_at = monotonic()

    def attend(self, seconds: float) -> None:
        """Until something happens, at most so long. A fault of ours in here must not end the gateway."""
        try:
            self._attend(seconds)
        except Exception:
            log.exception("the supervisor failed; workers serve on")
            Event().wait(seconds)

    def _attend(self, seconds: float) -> None:
        now = self._monotonic()
        dues = [self._reloads.due(), self._relay.due(), self._look_at if self._watch is not None else None]
        nearest = min((due for due in dues if due is not None), default=now + seconds)
        self._hub.wait(max(0.0, min(seconds, nearest - now)), self._heard)
        self._reloads.tick()
        self._relay.tick()
        self._look()

    def want(self) -> None:
        """On SIGHUP."""
        self._reloads.want(SIGNAL)

    def forking(self, worker: int) -> None:
        self._hub.open(worker)
        self._workers[worker] = _Worker(self._monotonic())
        self._rolling.joined(worker)

    def ended(self, worker: int) -> None:
        self._hub.drop(worker)
        self._workers.pop(worker, None)
        self._rolling.lost(worker)
        self._relay.lost(worker)

    def _look(self) -> None:
        if self._watch is None or self._monotonic() < self._look_at:
            return
        self._look_at = self._monotonic() + EVERY
        if not self._reloads.record.is_reloading and self._watch.has_changed():
            self._reloads.want(FILE)

    def _heard(self, worker: int, message: object) -> None:
        match message:
            case Prepared(attempt, why_not):
                self._rolling.prepared(worker, attempt, why_not)
            case Running(pid, edition, attempt):
                self._workers[worker] = replace(self._workers[worker], pid=pid, edition=edition)
                self._rolling.running(worker, attempt)
            case Answer(number, answer):
                self._relay.answered(worker, number, answer)
            case Ask(number, question, terms, of_all):
                self._asked(worker, number, question, terms, of_all=of_all)
            case _:
                self.ended(worker)

    def _asked(self, worker: int, number: int, question: str, terms: Any, *, of_all: bool) -> None:
        def tell(answer: Any) -> None:
            self._hub.send(worker, Told(number, answer))

        if of_all:
            self._relay.ask(question, terms, tell)
        elif question == "reload":
            self._reloads.want(ADMIN, tell)
        elif question == "record":
            tell(self._reloads.record.document())
        else:
            tell(None)

    def _describe(self, worker: int) -> dict[str, Any]:
        known = self._workers.get(worker)
        if known is None:
            return {"worker": worker, "pid": None, "edition": None, "age": 0.0}
        age = self._monotonic() - known.started
        return {"worker": worker, "pid": known.pid, "edition": known.edition, "age": age}
