"""What runtimes hold together is closed once, by the last of them."""

import asyncio

import pytest

from application.parts import Close, Parts


class Thing:
    def __init__(self) -> None:
        self.closed = 0

    async def close(self) -> None:
        self.closed += 1


def closing(thing: Thing) -> Close:
    return thing.close


def taken(parts: Parts, made_of: object = "a", key: str = "one") -> Thing:
    return parts.take(key, made_of, Thing, closing)


async def test_what_is_made_of_the_same_is_taken_over_and_closed_with_its_last_holder() -> None:
    first = Parts()
    thing = taken(first)
    second = Parts(first)
    assert taken(second) is thing
    await first.release()
    assert thing.closed == 0
    await second.release()
    assert thing.closed == 1


async def test_what_is_made_of_something_else_is_another() -> None:
    first = Parts()
    thing = taken(first)
    second = Parts(first)
    other = taken(second, "b")
    assert other is not thing
    await first.release()
    assert (thing.closed, other.closed) == (1, 0)


async def test_who_never_comes_into_force_closes_nothing_but_its_own() -> None:
    first = Parts()
    thing = taken(first)
    abandoned = Parts(first)
    taken(abandoned)
    own = taken(abandoned, key="two")
    await abandoned.release()
    assert (thing.closed, own.closed) == (0, 1)


async def test_taken_twice_by_one_is_held_once_and_released_twice_is_closed_once() -> None:
    parts = Parts()
    assert taken(parts) is taken(Parts(parts)) is taken(parts)
    thing = taken(parts)
    await asyncio.gather(parts.release(), parts.release())
    assert thing.closed == 0, "the one in the middle holds it still"


async def test_when_all_is_taken_the_one_before_is_let_go() -> None:
    first = Parts()
    thing = taken(first)
    second = Parts(first)
    second.complete()
    assert taken(second) is not thing


async def test_one_that_fails_to_close_keeps_no_other_from_closing() -> None:
    async def fails() -> None:
        raise OSError("no")

    parts = Parts()
    parts.take("broken", "a", object, lambda _: fails)
    thing = taken(parts)
    with pytest.raises(OSError, match="no"):
        await parts.release()
    assert thing.closed == 1
