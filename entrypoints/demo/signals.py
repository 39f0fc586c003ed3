"""Signals, waited for like a socket.

A handler only counts; nothing is raised in the middle of a cleanup, however impatient the user gets. The wake-up socket
ends a `wait` at once, and SIGCHLD does so too, so that a dead child is noticed without polling.
"""

import select
import signal
import socket
from types import FrameType, TracebackType
from typing import Any, Self

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Signals:
    """While entered, the process's signals come here. Main thread only."""

    def __init__(self) -> None:
        self.asked = 0
        """How often the demo was asked to end."""

    def __enter__(self) -> Self:
        self._reader, self._writer = socket.socketpair()
        self._reader.settimeout(0)
        self._writer.settimeout(0)
        self._wakeup_before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._before: dict[signal.Signals, Any] = {
            number: signal.signal(number, self._note) for number in (*ENDING, signal.SIGCHLD) if not _is_nohup(number)
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        self._reader.close()
        self._writer.close()

    def wait(self, seconds: float | None) -> None:
        """Until a signal comes or came since the last wait; at most `seconds` (None: for ever)."""
        if select.select([self._reader], [], [], seconds)[0]:
            self._reader.recv(4096)

    def _note(self, number: int, _: FrameType | None) -> None:
        if number != signal.SIGCHLD:
            self.asked += 1


def _is_nohup(number: signal.Signals) -> bool:
    """`nohup limen demo` must outlive its terminal."""
    return number is signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN
