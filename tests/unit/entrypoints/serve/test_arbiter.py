"""gunicorn's master waits where the supervisor attends, and a SIGHUP starts nobody anew."""

import signal
from queue import SimpleQueue
from types import SimpleNamespace

from entrypoints.serve.arbiter import GatewayArbiter


class Master(GatewayArbiter):
    """Without processes: the supervisor notes what it is asked, and a signal may come while it attends."""

    def __init__(self) -> None:
        self.SIG_QUEUE: SimpleQueue[int] = SimpleQueue()
        self.noted: list[object] = []
        self.app = SimpleNamespace(
            supervisor=SimpleNamespace(attend=self.attend, want=lambda: self.noted.append("want"))
        )

    def attend(self, seconds: float) -> None:
        self.noted.append(seconds <= 1.0)
        self.signal(signal.SIGTERM, None)


def test_the_master_attends_to_its_workers_until_a_signal_comes() -> None:
    master = Master()
    assert master.wait_for_signals(1.0) == [signal.SIGTERM]
    assert master.noted == [True]


def test_a_signal_that_is_there_is_not_waited_for() -> None:
    master = Master()
    master.signal(signal.SIGHUP, None)
    assert master.wait_for_signals(1.0) == [signal.SIGHUP]
    assert master.noted == []


def test_a_hang_up_asks_for_a_reload_and_for_nothing_else() -> None:
    master = Master()
    master.handle_hup()
    assert master.noted == ["want"]
