"""Gathering: all parts of one answer, each begun as soon as it has what it needs, and all ended when this returns.

The first required part that fails ends the others. So does whoever cancels: a caller who leaves, or the process.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from application.admitted import Admitted
from application.composition.part_call import PartCall
from application.ports.clock import Clock
from application.upstream.splitting import BoundDestination
from domain.composition.composition import Composition, Part
from domain.composition.join import Found, Join
from domain.composition.template import Unfilled
from domain.composition.trouble import Trouble
from domain.composition.values import Values, trouble_with
from domain.message import reason

T = TypeVar("T")
_GONE = (reason.PART_NOT_FOUND,)


class _Ended(Exception):
    """Raised out of a task, so that its group ends the others."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.part)
        self.trouble = trouble


@dataclass(slots=True)
class Gathering:
    composition: Composition
    ways: Mapping[str, BoundDestination]  # by part
    admitted: Admitted
    clock: Clock
    deadline: float  # of Clock.monotonic
    values: dict[str, object] = field(default_factory=dict)  # by part: its value, or what a join found
    troubles: dict[str, Trouble] = field(default_factory=dict)  # by part
    cached: list[bytes] = field(default_factory=list)  # Cache-Control of every answer

    async def gathered(self) -> Trouble | None:
        """The trouble of the required part that ended it."""
        ended: Trouble | None = None
        try:
            async with asyncio.TaskGroup() as group:
                self._begin(group)
        except* _Ended as error:
            ended = _first(error)
        return ended

    def missing(self) -> Iterator[Trouble]:
        """In the order of the parts."""
        return (self.troubles[part.name] for part in self.composition.parts if part.name in self.troubles)

    def _begin(self, group: asyncio.TaskGroup) -> None:
        parts = {part.name: part for part in self.composition.parts}
        tasks: dict[str, asyncio.Task[None]] = {}
        for name in (name for step in self.composition.steps for name in step):
            part = parts[name]
            tasks[name] = group.create_task(self._part(part, [tasks[need] for need in part.needs]), name=f"part {name}")

    async def _part(self, part: Part, needed: list[asyncio.Task[None]]) -> None:
        for task in needed:
            await task
        outcome = await self._outcome(part)
        if not isinstance(outcome, Trouble):
            self.values[part.name] = outcome
            return
        self.troubles[part.name] = outcome
        if not part.is_optional:
            raise _Ended(outcome)

    async def _outcome(self, part: Part) -> object | Trouble:
        lacking = next((name for name in part.needs if name in self.troubles), None)
        if lacking is not None:
            return Trouble(part.name, reason.PART_SKIPPED, f"{lacking} is missing")
        call = PartCall(part, self.admitted, self.ways[part.name], self.clock, self.deadline, part.limit, self.cached)
        values = Values(self.admitted.parameters, self.admitted.request.query, self.admitted.principal, self.values)
        if part.join is not None:
            return await self._joined(part, part.join, call, values)
        target = part.get.filled(values)
        if isinstance(target, Unfilled):
            return trouble_with(part.name, target)
        document = await call.document(target)
        return document if isinstance(document, Trouble) else part.value(document)

    async def _joined(self, part: Part, join: Join, call: PartCall, values: Values) -> Found | Trouble:
        keys = _made(part, lambda: join.keys(self.values[join.to]))
        if isinstance(keys, Trouble):
            return keys
        if len(keys) > join.most:
            return Trouble(part.name, reason.PART_TOO_LARGE, f"{len(keys)} keys, and {join.most} at most")
        if not keys:
            return {}
        if not join.is_batch:
            return await self._each(part, keys, join.at_once, call, values)
        target = part.get.filled(partial(values.of_keys, keys))
        if isinstance(target, Unfilled):
            return trouble_with(part.name, target)
        document = await call.document(target)
        return document if isinstance(document, Trouble) else _made(part, lambda: part.found(document))

    async def _each(
        self, part: Part, keys: tuple[str, ...], at_once: int, call: PartCall, values: Values
    ) -> Found | Trouble:
        """A call a key, so many at once; one that fails ends the others. What is not there is no failure."""
        found: dict[str, object] = {}
        left = iter(keys)

        async def caller() -> None:
            for key in left:
                outcome = await self._one(part, key, call, values)
                if not isinstance(outcome, Trouble):
                    outcome = _made(part, partial(part.shape.applied, outcome))
                if not isinstance(outcome, Trouble):
                    found[key] = outcome
                elif outcome.reason not in _GONE:
                    raise _Ended(outcome)

        ended: Trouble | None = None
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(at_once, len(keys))):
                    group.create_task(caller())
        except* _Ended as error:
            ended = _first(error)
        return found if ended is None else ended

    async def _one(self, part: Part, key: str, call: PartCall, values: Values) -> object | Trouble:
        target = part.get.filled(partial(values.of_keys, (key,)))
        if isinstance(target, Unfilled):
            return trouble_with(part.name, target)
        document = await call.document(target)
        return document if isinstance(document, Trouble) else part.value(document)


def _made(part: Part, make: Callable[[], T]) -> T | Trouble:
    """What is made of an answer; one that is nested too deeply is only a part's trouble."""
    try:
        return make()
    except RecursionError:
        return Trouble(part.name, reason.PART_UNFIT, "nested too deeply")


def _first(group: BaseExceptionGroup[_Ended]) -> Trouble:
    """Of several that failed in the same moment, the one that was heard of first."""
    found = group.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found.trouble
