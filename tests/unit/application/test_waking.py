"""A waking future: its waiter goes on in the stack of who resolves it, once, and however it ends."""

import asyncio
from collections.abc import Callable

import pytest

from application.waking import Waking


class Waiter:
    def __init__(self) -> None:
        self.future: Waking[str] = Waking(asyncio.get_running_loop())
        self.future.wake = self.woken
        self.heard: list[bool] = []

    def woken(self, future: "Waking[str]") -> None:
        self.heard.append(future.cancelled())

    async def outside_of_tasks(self, step: Callable[[], object]) -> list[bool]:
        """What was heard when the step was over."""
        seen: list[list[bool]] = []

        def run() -> None:
            step()
            seen.append([*self.heard])

        asyncio.get_running_loop().call_soon(run)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return seen[0]


async def test_who_waits_goes_on_at_once() -> None:
    waiter = Waiter()
    assert await waiter.outside_of_tasks(lambda: waiter.future.resolve("a")) == [False]
    assert waiter.future.result() == "a"


async def test_a_problem_wakes_as_well() -> None:
    waiter = Waiter()
    assert await waiter.outside_of_tasks(lambda: waiter.future.fail(KeyError("bug"))) == [False]
    with pytest.raises(KeyError):
        waiter.future.result()


async def test_within_a_task_the_waiter_goes_on_in_the_next_turn() -> None:
    waiter = Waiter()
    waiter.future.resolve("a")
    assert waiter.heard == []
    await asyncio.sleep(0)
    assert waiter.heard == [False]


async def test_who_is_cancelled_is_woken_once_and_hears_of_nothing_more() -> None:
    waiter = Waiter()
    assert waiter.future.cancel()
    waiter.future.resolve("a")
    waiter.future.fail(KeyError())
    await asyncio.sleep(0)
    assert waiter.heard == [True]
    assert not waiter.future.cancel()


async def test_to_a_task_it_is_a_future_like_any_other() -> None:
    future: Waking[str] = Waking(asyncio.get_running_loop())

    async def wait() -> str:
        return await future

    task = asyncio.ensure_future(wait())
    await asyncio.sleep(0)
    future.resolve("a")
    assert await task == "a"
