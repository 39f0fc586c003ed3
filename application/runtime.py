"""Runtime: a plan bound to open adapters. A request reads it once and sees one snapshot to its end.

It counts the calls inside it, so that after a swap the old one is closed when its last call has left, not before.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from application.identifying import Identifier
from application.mirroring import Mirroring
from application.revoking import Revoking
from application.splitting import Split
from domain.permissions.policy import Policy
from domain.plan.plan import Plan, Route

Closer = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class BoundDoor:
    identifier: Identifier
    policy: Policy


@dataclass(frozen=True, slots=True)
class BoundRoute:
    route: Route
    door: BoundDoor | None  # None: public; there is no step to skip
    split: Split  # of nothing, where the route answers by itself
    mirroring: Mirroring | None = None


class Runtime:
    def __init__(
        self,
        plan: Plan,
        routes: Sequence[BoundRoute],
        closers: Sequence[Closer],
        revoking: Revoking | None = None,
    ) -> None:
        self.plan = plan
        self.revoking = revoking  # None: nothing is ever revoked
        self.server = plan.server
        self.table = plan.table
        self.routes = tuple(routes)  # by Route.number
        self.has_cors = any(bound.route.cors for bound in routes)
        self._closers = closers
        self._calls = 0
        self._empty: asyncio.Event | None = None  # of who waits for the last call to leave

    def enter(self) -> None:
        self._calls += 1

    def leave(self) -> None:
        self._calls -= 1
        if self._empty is not None and not self._calls:
            self._empty.set()

    async def drain(self, seconds: float) -> bool:
        """Waits for the last call to leave, at most `seconds`; then closes. Whether all had left."""
        self._empty = asyncio.Event()
        try:
            if self._calls:
                await asyncio.wait_for(self._empty.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            await self.close()
        return True

    async def close(self) -> None:
        await asyncio.gather(*(close() for close in self._closers))
