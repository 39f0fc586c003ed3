"""The demo's processes: all of them run, or none does.

`start` and `watch` answer with an Ending when it is over; leaving the `with` block ends every child, whatever happened
inside. Why it is over is decided in one place (`_maybe_ending`), and the wish of the user comes first: a SIGTERM to
everything at once (systemd, containers) is a stop, not an accident of the children.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from entrypoints.demo.child import Child, Command
from entrypoints.demo.signals import Signals

POLL_S = 0.05
START_LIMIT_S = 20.0
GRACE_S = 5.0


@dataclass(frozen=True, slots=True)
class Ending:
    exit_code: int
    message: str


class Processes:
    def __init__(self, folder: Path, signals: Signals, env: Mapping[str, str], grace_s: float = GRACE_S) -> None:
        self._folder, self._signals, self._env, self._grace_s = folder, signals, env, grace_s
        self._children: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def start(self, commands: Sequence[Command], limit_s: float = START_LIMIT_S) -> Ending | None:
        """Starts them side by side; None once every one of them is healthy."""
        waiting = []
        for command in commands:
            waiting.append(Child(command, self._folder, self._env))
            self._children.append(waiting[-1])
        deadline = time.monotonic() + limit_s
        while waiting := [child for child in waiting if not child.is_healthy()]:
            if ending := self._maybe_ending() or _maybe_too_late(waiting, deadline, limit_s):
                return ending
            self._signals.wait(POLL_S)
        return self._maybe_ending()

    def watch(self) -> Ending:
        """Waits until it is over."""
        while (ending := self._maybe_ending()) is None:
            self._signals.wait(None)
        return ending

    def _maybe_ending(self) -> Ending | None:
        if self._signals.asked:
            return Ending(0, "stopped")
        ended = [child.last_words() for child in self._children if child.has_ended()]
        return Ending(1, "\n".join(ended)) if ended else None

    def _stop(self) -> None:
        """SIGTERM, then SIGKILL after the grace; at once when the user asks again."""
        asked, deadline = self._signals.asked, time.monotonic() + self._grace_s
        for child in self._children:
            child.terminate()
        while any(not child.has_ended() for child in self._children):
            if self._signals.asked > asked or time.monotonic() > deadline:
                break
            self._signals.wait(POLL_S)
        for child in self._children:
            child.kill()


def _maybe_too_late(waiting: Sequence[Child], deadline: float, limit_s: float) -> Ending | None:
    if time.monotonic() < deadline:
        return None
    late = ", ".join(f"{child.command.name} on port {child.command.port}" for child in waiting)
    return Ending(1, f"no answer within {limit_s:g} s: {late}")
