"""The relay: what one worker wants to know of all, the master asks each of them, and hands the answers back together.

A worker that is silent for too long has no answer there; nobody waits for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from entrypoints.control.hub import Hub
from entrypoints.control.messages import Question

PATIENCE = 2.0  # seconds
Reply = Callable[[list[dict[str, Any]]], None]


@dataclass(slots=True)
class _Inquiry:
    waiting: set[int]
    reply: Reply
    until: float
    answers: list[dict[str, Any]] = field(default_factory=list)


class Relay:
    def __init__(self, hub: Hub, monotonic: Callable[[], float], describe: Callable[[int], dict[str, Any]]) -> None:
        """`describe` is what the master knows of a worker, and goes with its answer."""
        self._hub, self._monotonic, self._describe = hub, monotonic, describe
        self._inquiries: dict[int, _Inquiry] = {}
        self._numbers = 0

    def ask(self, question: str, terms: Any, reply: Reply) -> None:
        self._numbers += 1
        workers = list(self._hub.workers)
        self._inquiries[self._numbers] = _Inquiry(set(workers), reply, self._monotonic() + PATIENCE)
        self._hub.post(workers, Question(self._numbers, question, terms))
        self._end_if_complete(self._numbers)

    def answered(self, worker: int, number: int, answer: Any) -> None:
        inquiry = self._inquiries.get(number)
        if inquiry is not None and worker in inquiry.waiting:
            inquiry.waiting.discard(worker)
            inquiry.answers.append({**self._describe(worker), "answer": answer})
            self._end_if_complete(number)

    def lost(self, worker: int) -> None:
        for number, inquiry in list(self._inquiries.items()):
            inquiry.waiting.discard(worker)
            self._end_if_complete(number)

    def due(self) -> float | None:
        return min((inquiry.until for inquiry in self._inquiries.values()), default=None)

    def tick(self) -> None:
        now = self._monotonic()
        for number, inquiry in list(self._inquiries.items()):
            if now >= inquiry.until:
                silent = [{**self._describe(worker), "answer": None} for worker in sorted(inquiry.waiting)]
                inquiry.answers += silent
                inquiry.waiting.clear()
                self._end_if_complete(number)

    def _end_if_complete(self, number: int) -> None:
        inquiry = self._inquiries.get(number)
        if inquiry is not None and not inquiry.waiting:
            del self._inquiries[number]
            inquiry.reply(sorted(inquiry.answers, key=lambda one: one["worker"]))
