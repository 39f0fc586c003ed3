"""Activation: from what was written to a running gateway. All or nothing: a spec with a fault changes nothing.

1. read and compile, 2. prepare: open all that can fail, 3. commit: swap one attribute, or abandon, and nothing has
changed; 4. the old runtime lives until its last call has left, however long a WebSocket takes; then it is closed.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field

from application.gateway import Gateway
from application.lacking import lacking
from application.opening import Opening, PlanOpening
from application.parts import Parts
from application.ports.clock import Clock
from application.runtime import Runtime
from application.warnings import warnings_of
from domain.plan.plan import Plan

LONGEST_START = 2.0  # seconds before requests are taken all the same
log = logging.getLogger("limen.activation")


class Unprepared(Exception):
    """A plan that cannot come into force in this process: the text says why."""


@dataclass(frozen=True, slots=True)
class Activation:
    gateway: Gateway
    opening: Opening
    clock: Clock
    drain_seconds: float = 30.0
    _retiring: set[asyncio.Task[None]] = field(default_factory=set)

    def activate(self, plan: Plan) -> Runtime | None:
        """Opens `plan` and puts it in force. The runtime that was in force is handed back, to be drained."""
        return self._put_in_force(PlanOpening(plan, self.opening, self.clock, self._parts()).runtime())

    async def tried(self) -> None:
        """Waits, for a moment at most, until what guarded requests need has been asked for once."""
        runtime = self.gateway.runtime
        if runtime is not None and runtime.revoking is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(runtime.revoking.tried(), LONGEST_START)

    async def prepare(self, plan: Plan) -> Runtime:
        """A runtime that could come into force, for `commit` or `abandon`. Raises Unprepared."""
        parts = self._parts()
        try:
            runtime = await PlanOpening(plan, self.opening, self.clock, parts).runtime_beside()
        except Exception as problem:
            log.exception("a plan could not be opened")
            await parts.release()
            raise Unprepared(f"{type(problem).__name__}: {problem}") from problem
        lack = await lacking(runtime, self.gateway.runtime, LONGEST_START)
        if lack is not None:
            await runtime.close()
            raise Unprepared(lack)
        return runtime

    def commit(self, runtime: Runtime) -> None:
        """Calls that are inside the former runtime end there; a WebSocket may take days."""
        former = self._put_in_force(runtime)
        if former is not None:
            retiring = asyncio.create_task(former.retire(), name="a runtime that retires")
            self._retiring.add(retiring)
            retiring.add_done_callback(self._retiring.discard)

    async def abandon(self, runtime: Runtime) -> None:
        await runtime.close()

    async def close(self) -> None:
        """Lets the calls inside end, the former runtimes' too, in the time that there is."""
        runtime, self.gateway.runtime = self.gateway.runtime, None
        retiring = [*self._retiring]
        if runtime is not None:
            retiring.append(asyncio.create_task(runtime.retire()))
        if retiring:
            _, late = await asyncio.wait(retiring, timeout=self.drain_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*retiring, return_exceptions=True)

    def _parts(self) -> Parts:
        return Parts(self.gateway.runtime.parts if self.gateway.runtime is not None else None)

    def _put_in_force(self, runtime: Runtime) -> Runtime | None:
        for warning in warnings_of(runtime.plan):
            log.warning("%s", warning)
        former, self.gateway.runtime = self.gateway.runtime, runtime
        return former
