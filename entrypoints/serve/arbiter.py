"""gunicorn's master, whose waiting is the supervisor's time, and whose SIGHUP replaces no worker.

Nothing else runs in the master: no thread, no event loop, since it forks.
"""

import signal
import time
from typing import Any

from gunicorn.arbiter import Arbiter


class GatewayArbiter(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    LISTENERS: list[Any]

    def init_signals(self) -> None:
        super().init_signals()
        self.app.hub.wake_on_signals()

    def wait_for_signals(self, timeout: float = 1.0) -> list[signal.Signals]:
        until = time.monotonic() + timeout
        while not (found := super().wait_for_signals(0.0)) and (left := until - time.monotonic()) > 0:
            self.app.supervisor.attend(left)
        return found  # type: ignore[no-any-return]

    def handle_hup(self) -> None:
        """Not gunicorn's, which would start everybody anew."""
        self.app.supervisor.want()

    def spawn_worker(self) -> int:
        """Returns in the master alone."""
        pid: int = super().spawn_worker()
        self.app.hub.forked()
        return pid

    def let_go(self) -> None:
        """In a fork that serves nobody."""
        for listener in self.LISTENERS:
            listener.close()
