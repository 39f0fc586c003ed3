"""An errand: a coroutine that begins at once, in its starter's stack, and needs no turn of the event loop to do so.

A task of the third kind that asyncio provides for ("Extending", "Task lifetime support"): `asyncio.timeout` and
whoever else asks for the current task finds it. A plain task costs a turn of the loop before its first step, which is
a tenth of all that a proxied request costs; Python 3.12 has eager tasks, 3.11 has not. It has no context of its own.
"""

from asyncio import AbstractEventLoop, CancelledError, Future
from asyncio.tasks import _enter_task, _leave_task
from collections.abc import Callable, Coroutine
from typing import Any

from application.waking import Waking

Over = Callable[[BaseException | None], None]


class Errand:
    """`over` hears how it ended, outside of every task: None, or what came out of the coroutine."""

    __slots__ = ("__weakref__", "_awaited", "_cancels", "_coroutine", "_is_over", "_loop", "_must_cancel", "_over")

    def __init__(self, coroutine: Coroutine[Any, Any, None], loop: AbstractEventLoop, over: Over) -> None:
        self._coroutine = coroutine
        self._loop = loop
        self._over = over
        self._awaited: Future[Any] | None = None
        self._cancels = 0
        self._is_over = False
        self._must_cancel = False

    def cancel(self, msg: object = None) -> bool:  # noqa: ARG002  as asyncio.Task has it
        """Ends it where it waits. What it then waits for again, it may."""
        self._cancels += 1
        if self._awaited is None or not self._awaited.cancel():
            self._must_cancel = True
        return True

    def done(self) -> bool:
        """Asked by `asyncio.TaskGroup` before it ends what waits for its tasks."""
        return self._is_over

    def cancelling(self) -> int:
        return self._cancels

    def uncancel(self) -> int:
        self._cancels = max(0, self._cancels - 1)
        return self._cancels

    def _step(self, thrown: BaseException | None = None) -> None:
        _enter_task(self._loop, self)  # type: ignore[arg-type]  # all that these ask of a task is to be the same
        try:
            awaited = self._coroutine.send(None) if thrown is None else self._coroutine.throw(thrown)
        except StopIteration:
            ended: BaseException | None = None
        except BaseException as problem:  # noqa: BLE001  told to `over`, which knows what may come out
            ended = problem
        else:
            self._wait_for(awaited)
            return
        finally:
            _leave_task(self._loop, self)  # type: ignore[arg-type]
        self._is_over = True
        self._over(ended)

    start = _step  # not from inside of another task

    def _wait_for(self, awaited: Any) -> None:
        if awaited is None:  # a bare yield: a turn of the loop
            self._loop.call_soon(self._go_on, None)
            return
        awaited._asyncio_future_blocking = False  # noqa: SLF001  how a future knows that a task took it up
        if isinstance(awaited, Waking):
            awaited.wake = self._go_on
        else:
            awaited.add_done_callback(self._go_on)
        self._awaited = awaited
        if self._must_cancel and awaited.cancel():
            self._must_cancel = False

    def _go_on(self, _done: Any) -> None:
        self._awaited = None
        if self._must_cancel:
            self._must_cancel = False
            self._step(CancelledError())
        else:
            self._step()
