"""Runtime: a plan bound to open adapters. A request reads it once and sees one snapshot to its end.

It counts the calls inside it, so that after a swap the old one is closed when its last call has left, not before.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from application.identity.gathering import Gathering
from application.identity.identifying import Identifier
from application.identity.keyring import Keyring
from application.identity.revoking import Revoking
from application.parts import Parts
from application.upstream.mirroring import Mirroring
from application.upstream.splitting import Split
from domain.identity.principal import Principal
from domain.message.refusal import Refusal
from domain.permissions.policy import Policy
from domain.plan.plan import Plan, Route

if TYPE_CHECKING:
    from application.treatment.treatment import Treatment

NO_KEYRINGS: Mapping[str, Keyring] = {}


@dataclass(frozen=True, slots=True)
class BoundDoor:
    identifier: Identifier
    policy: Policy
    gathering: Gathering | None = None  # None: the policy asks about nothing but the caller
    sign_in: Callable[[Principal], Refusal | None] | None = None  # what to object to how the caller signed in


@dataclass(frozen=True, slots=True)
class BoundFence:
    """Of a public route: whom it keeps out, without knowing who they are."""

    policy: Policy
    gathering: Gathering | None


@dataclass(frozen=True, slots=True)
class BoundRoute:
    route: Route
    door: BoundDoor | None  # None: public; there is no step to skip
    split: Split  # of nothing, where the route answers by itself
    mirroring: Mirroring | None = None
    fence: BoundFence | None = None
    treatment: "Treatment | None" = None  # None: it forwards, and nothing else
    gone_at: int | None = None  # seconds since the epoch; None: never


class Runtime:
    def __init__(
        self,
        plan: Plan,
        routes: Sequence[BoundRoute],
        parts: Parts,
        keyrings: Mapping[str, Keyring] = NO_KEYRINGS,
        revoking: Revoking | None = None,
    ) -> None:
        """`parts` is all that is open; `keyrings` are by the issuer's name."""
        self.plan = plan
        self.keyrings = keyrings
        self.revoking = revoking  # None: nothing is ever revoked
        self.server = plan.server
        self.recording = plan.recording
        self.table = plan.table
        self.routes = routes  # by Route.number
        self.has_cors = any(route.cors for route in plan.routes)
        self.parts = parts
        self._calls = 0
        self._empty: asyncio.Event | None = None  # of who waits for the last call to leave

    def keyless(self) -> tuple[str, ...]:
        """The issuers whose keys were never had, though the gateway is not to be sent traffic without them.

        They are looked for again, at most once a cooldown: without traffic nobody else would.
        """
        lacking = [name for name, keyring in self.keyrings.items() if not keyring.has_had_keys]
        for name in lacking:
            self.keyrings[name].warm()
        return tuple(name for name in lacking if not self.plan.issuers[name].ready_without_keys)

    def enter(self) -> None:
        self._calls += 1

    def leave(self) -> None:
        self._calls -= 1
        if self._empty is not None and not self._calls:
            self._empty.set()

    async def retire(self) -> None:
        """Waits for the last call to leave, however long that takes; then closes, and at once where it is cancelled."""
        self._empty = asyncio.Event()
        try:
            if self._calls:
                await self._empty.wait()
        finally:
            await self.close()

    async def close(self) -> None:
        await self.parts.release()
