"""Errands: what begins at once, waits like a task, and can be ended like one."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from anyio.lowlevel import checkpoint

from entrypoints.serve.errand import Errand


class Run:
    """An errand begun outside of every task, as a protocol's callback would, and how it ended."""

    def __init__(self, coroutine: Coroutine[Any, Any, None]) -> None:
        loop = asyncio.get_running_loop()
        self.ended: list[BaseException | None] = []
        self.errand = Errand(coroutine, loop, self.ended.append)
        self.had_begun = asyncio.Event()
        loop.call_soon(self._begin)

    async def begun(self) -> "Run":
        await self.had_begun.wait()
        return self

    async def over(self) -> BaseException | None:
        while not self.ended:
            await checkpoint()
        return self.ended[0]

    def _begin(self) -> None:
        self.errand.start()
        self.had_begun.set()


async def test_what_need_not_wait_is_over_when_it_has_begun() -> None:
    steps = []

    async def work() -> None:
        steps.append("done")

    run = await Run(work()).begun()
    assert (steps, run.ended) == (["done"], [None])


async def test_it_goes_on_where_what_it_waited_for_comes() -> None:
    awaited: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    heard = []

    async def work() -> None:
        heard.append(await awaited)

    run = await Run(work()).begun()
    assert not run.ended
    awaited.set_result("here")
    assert await run.over() is None
    assert heard == ["here"]


async def test_a_failure_of_what_it_waits_for_is_raised_in_it() -> None:
    awaited: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    caught = []

    async def work() -> None:
        try:
            await awaited
        except OSError as problem:
            caught.append(problem)

    run = await Run(work()).begun()
    awaited.set_exception(OSError("gone"))
    await run.over()
    assert [str(problem) for problem in caught] == ["gone"]


async def test_what_comes_out_of_it_is_told() -> None:
    async def work() -> None:
        raise ValueError("no")

    assert isinstance(await Run(work()).over(), ValueError)


async def test_it_is_ended_where_it_waits_and_may_clean_up() -> None:
    awaited: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    cleaned = []

    async def work() -> None:
        try:
            await awaited
        finally:
            await checkpoint()  # may wait again
            cleaned.append(True)

    run = await Run(work()).begun()
    run.errand.cancel("the server stops")
    assert isinstance(await run.over(), asyncio.CancelledError)
    assert cleaned
    assert awaited.cancelled()


async def test_one_that_cancels_itself_ends_at_its_next_wait() -> None:
    went_on = []

    async def work() -> None:
        errand = asyncio.current_task()
        assert errand is not None
        errand.cancel()
        await asyncio.get_running_loop().create_future()
        went_on.append(True)

    assert isinstance(await Run(work()).over(), asyncio.CancelledError)
    assert not went_on


async def test_timeouts_work_in_it_as_in_a_task() -> None:
    outcome = []

    async def work() -> None:
        try:
            async with asyncio.timeout(0):
                await asyncio.Event().wait()
        except TimeoutError:
            outcome.append("late")
        async with asyncio.timeout(20):
            await checkpoint()
        outcome.append("in time")

    assert await Run(work()).over() is None
    assert outcome == ["late", "in time"]


async def test_a_cancel_of_the_awaited_that_is_not_its_own_is_raised_too() -> None:
    awaited: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        await awaited

    run = await Run(work()).begun()
    awaited.cancel()
    assert isinstance(await run.over(), asyncio.CancelledError)


async def test_it_is_no_task_to_begin_within_another() -> None:
    async def work() -> None:
        """Never begun."""

    coroutine = work()
    errand = Errand(coroutine, asyncio.get_running_loop(), lambda _problem: None)
    with pytest.raises(RuntimeError):
        errand.start()
    coroutine.close()


async def test_a_task_of_its_group_that_fails_ends_the_others() -> None:
    """An aggregate whose required part is missing has nothing to wait for."""
    never: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    complaints: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))

    async def failing() -> None:
        raise LookupError

    async def waiting() -> None:
        await never

    async def work() -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(waiting())
                group.create_task(failing())
        except* LookupError:
            pass

    run = await Run(work()).begun()
    assert not run.errand.done()
    for _ in range(20):
        await checkpoint()
    assert (run.ended, never.cancelled(), complaints) == ([None], True, [])
    assert run.errand.done()
