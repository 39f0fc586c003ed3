"""gunicorn's master, more patient: old workers are told to stop once the new ones accept, not once they are forked.

Between the two lies a worker's start, half a second and more, in which nobody would accept: connections would wait in
the listening socket's queue. The ledger tells who accepts.
"""

import time
from threading import Event
from typing import Any

from gunicorn.arbiter import Arbiter

_PATIENCE = 10.0  # seconds for new workers to start; then the old ones go all the same, as in gunicorn
_GLANCE = 0.02


class GatewayArbiter(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    WORKERS: dict[int, Any]

    def manage_workers(self) -> None:
        if len(self.WORKERS) > self.num_workers:
            self._await_successors()
        super().manage_workers()

    def _await_successors(self) -> None:
        deadline, pause = time.monotonic() + _PATIENCE, Event()
        while time.monotonic() < deadline and not self._have_started():
            self.reap_workers()
            pause.wait(_GLANCE)

    def _have_started(self) -> bool:
        """Those that will stay; where one has died, an old one counts in its place, and gunicorn replaces it."""
        ages = sorted(worker.age for worker in self.WORKERS.values())
        return all(self.app.ledger.accepts(age) for age in ages[-self.num_workers :])
