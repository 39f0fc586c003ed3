"""Old workers are told to stop once the new ones accept."""

from types import SimpleNamespace
from typing import Any

import pytest

from entrypoints.serve import arbiter
from entrypoints.serve.arbiter import GatewayArbiter
from entrypoints.serve.ledger import Ledger


class Master(GatewayArbiter):
    """Without processes: what it would reap, and whom it told to stop."""

    def __init__(self, ledger: Ledger, ages: tuple[int, ...], workers: int) -> None:
        self.app = SimpleNamespace(ledger=ledger)
        self.WORKERS = {1000 + age: SimpleNamespace(age=age) for age in ages}
        self._num_workers = workers
        self.cfg = SimpleNamespace(enable_backlog_metric=False)
        self._last_logged_active_worker_count = workers
        self.stopped: list[int] = []
        self.glances = 0
        self.happens: Any = lambda: None

    def reap_workers(self) -> None:
        self.glances += 1
        if self.glances == 3:
            assert not self.stopped
            self.happens()

    def kill_worker(self, pid: int, _: int) -> None:
        self.stopped.append(pid - 1000)

    def spawn_workers(self) -> None:
        raise AssertionError("there are enough")


def ledger_of(*accepting: int) -> Ledger:
    ledger = Ledger()
    for age in accepting:
        ledger.write(age, 0)
    return ledger


def test_the_old_ones_stay_until_all_new_ones_accept() -> None:
    ledger = ledger_of(1, 2, 3)
    master = Master(ledger, (1, 2, 3, 4), 2)
    master.happens = lambda: ledger.write(4, 0)
    master.manage_workers()
    assert master.glances == 3
    assert master.stopped == [1, 2]


def test_nobody_waits_where_nobody_is_to_go() -> None:
    master = Master(ledger_of(), (1, 2), 2)
    master.manage_workers()
    assert (master.glances, master.stopped) == (0, [])


def test_a_new_one_that_dies_is_not_waited_for() -> None:
    master = Master(ledger_of(1, 2, 3), (1, 2, 3, 4), 2)
    master.happens = lambda: master.WORKERS.pop(1004)
    master.manage_workers()
    assert (master.glances, master.stopped) == (3, [1])


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arbiter, "_PATIENCE", 0.05)
    master = Master(ledger_of(1), (1, 2), 1)
    master.manage_workers()
    assert master.stopped == [1]
