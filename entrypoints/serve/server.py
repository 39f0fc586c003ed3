"""The master process: holds the edition in force, and hands it to every worker that it forks.

So all workers run the same plan, whatever happens to the file; a worker that is replaced comes up with it again. A
reload swaps it in every worker or in none (entrypoints/control), and a faulty file changes nothing but what is told.
"""

import pickle
import socket
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from gunicorn.app.base import BaseApplication

from application.ports.config import ConfigSource
from domain.plan.plan import Plan
from entrypoints import gunicorn_conf
from entrypoints.control.hub import Hub
from entrypoints.control.reading import Reader
from entrypoints.control.record import Record
from entrypoints.control.reloads import Reloads
from entrypoints.control.rolling import InForce, Rolling
from entrypoints.control.supervisor import Supervisor
from entrypoints.http.front import Front
from entrypoints.serve.arbiter import GatewayArbiter
from entrypoints.serve.ledger import Ledger
from entrypoints.serve.terms import Terms


class GatewayServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """`first` is what is served at first; `build` makes a worker's application from a plan."""

    def __init__(
        self, source: ConfigSource, first: InForce, record: Record, build: Callable[[Plan], Front], terms: Terms
    ) -> None:
        self._build, self._terms = build, terms
        self.admin = terms.admin
        self.ledger = Ledger()  # in memory that every worker shares, as it is made before they are
        self.hub = Hub()
        self.way: socket.socket | None = None  # a worker's own, to the master
        self._rolling = Rolling(self.hub, first, time.monotonic)
        reloads = Reloads(
            self.hub,
            self._rolling,
            record,
            name=terms.name,
            read=partial(Reader, source, self._let_go),
            monotonic=time.monotonic,
            watch=terms.watch,
            last_good=terms.last_good,
            refresh=terms.refresh,
        )
        self.supervisor = Supervisor(self.hub, self._rolling, reloads, terms.watch, time.monotonic)
        super().__init__()

    def load_config(self) -> None:
        written = {name: value for name, value in vars(gunicorn_conf).items() if not name.startswith("__")}
        hooks = {"pre_fork": self._forking, "post_fork": self._forked, "child_exit": self._ended}
        for name, value in {**written, "bind": self._terms.bind, "workers": self._terms.workers, **hooks}.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        self._arbiter = GatewayArbiter(self)
        self._arbiter.run()

    @property
    def edition(self) -> str:
        return self._rolling.in_force.edition

    def load(self) -> Front:
        """In a worker, after the fork."""
        plan = self._rolling.in_force.plan
        return self._build(pickle.loads(plan) if isinstance(plan, bytes) else plan)  # noqa: S301  our own

    def _forking(self, _: object, worker: Any) -> None:
        self.supervisor.forking(worker.age)

    def _forked(self, _: object, worker: Any) -> None:
        """In the worker."""
        self.way = self.hub.leave_to(worker.age)

    def _ended(self, _: object, worker: Any) -> None:
        """In the master, when a worker has ended, however: nobody waits for it to take its share."""
        self.ledger.leave(worker.age)
        self.supervisor.ended(worker.age)

    def _let_go(self) -> None:
        """In a fork that is no worker."""
        self.hub.leave_to(None)
        self._arbiter.let_go()
        if self.admin is not None:
            self.admin.close()
