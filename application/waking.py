"""Waking: a future whose waiter goes on at once, in the stack of who resolves it, and not a turn of the loop later.

Only for waiters that say so by `wake`, outside of every task; to anybody else it is a future like any other. Whoever
resolves one has put its own affairs in order before.
"""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Waking(asyncio.Future[T]):
    __slots__ = ("wake",)

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop=loop)
        self.wake: Callable[[Any], None] | None = None

    def resolve(self, outcome: T) -> None:
        if not self.done():
            self.set_result(outcome)
            self._go_on()

    def fail(self, problem: BaseException) -> None:
        """Whoever waits has it raised."""
        if not self.done():
            self.set_exception(problem)
            self._go_on()

    def cancel(self, msg: Any | None = None) -> bool:
        is_cancelled = super().cancel(msg)
        if is_cancelled and self.wake is not None:
            self.get_loop().call_soon(self.wake, self)
        return is_cancelled

    def _go_on(self) -> None:
        if self.wake is None:
            return
        if asyncio.current_task() is None:
            self.wake(self)
        else:
            self.get_loop().call_soon(self.wake, self)
