"""The master process: holds the last good plan, and hands it to every worker.

So all workers run the same plan, whatever happens to the file; a worker that is replaced comes up with it again,
without reading or compiling anything, in memory that all share; and a reload (SIGHUP) with a faulty file changes
nothing but the log.
"""

import logging
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from application.ports.config import ConfigSource
from domain.plan.plan import Plan
from entrypoints import gunicorn_conf
from entrypoints.http.front import Front
from entrypoints.loading import loaded
from entrypoints.serve.arbiter import GatewayArbiter
from entrypoints.serve.ledger import Ledger

log = logging.getLogger("limen.server")


class GatewayServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """`plan` is what `source` said first; `build` makes a worker's application from a plan."""

    def __init__(
        self, source: ConfigSource, plan: Plan, build: Callable[[Plan], Front], bind: str, workers: int
    ) -> None:
        self._source = source
        self._build = build
        self._bind = bind
        self._workers = workers
        self._good = plan
        self.ledger = Ledger()  # in memory that every worker shares, as it is made before they are
        super().__init__()

    def load_config(self) -> None:
        written = {name: value for name, value in vars(gunicorn_conf).items() if not name.startswith("__")}
        for name, value in {**written, "bind": self._bind, "workers": self._workers, "child_exit": self._ended}.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        GatewayArbiter(self).run()

    def load(self) -> Front:
        """In a worker, after the fork."""
        return self._build(self._good)

    def _ended(self, _: object, worker: Any) -> None:
        """In the master, when a worker has ended, however: nobody waits for it to take its share."""
        self.ledger.leave(worker.age)

    def reload(self) -> None:
        """On SIGHUP, in the master, before workers are replaced."""
        plan = loaded(self._source).plan
        if isinstance(plan, tuple):
            for fault in plan:
                log.error("reload refused: %s", fault)
        else:
            self._good = plan
            log.info("reload: %d routes", len(plan.routes))
        super().reload()
