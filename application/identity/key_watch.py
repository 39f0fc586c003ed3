"""Key watch: takes up a file of API keys when it changes, off the path of calls. One task a file and worker.

What has a fault is not taken up: the keys that are in force stay, and the log says so, once a change.
"""

import asyncio
import logging
from collections.abc import Iterable

from application.identity.api_keys import KeyIdentifier
from application.ports.api_keys import ApiKeySource, KeysWritten
from application.ports.clock import Clock
from domain.identity.api_key import ApiKey
from domain.permissions.role import RoleTable
from domain.plan.api_keys import compile_keys
from domain.spec.fault import Fault

EVERY = 1.0  # seconds between two looks

log = logging.getLogger("limen.api_keys")


class KeyWatch:
    def __init__(
        self, name: str, source: ApiKeySource, identifier: KeyIdentifier, *, roles: RoleTable, clock: Clock
    ) -> None:
        """`name` is that of the keys in the configuration."""
        self._name = name
        self._source = source
        self._identifier = identifier
        self._roles = roles
        self._clock = clock
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Needs a running loop. Looks at once: a worker may have been forked long after the file was read."""
        self._watching = asyncio.create_task(self._watch(), name=f"api keys {self._name}")

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait({self._watching})

    async def look(self) -> None:
        found = await self._source.changed()
        if isinstance(found, KeysWritten):
            found = self._taken_up(found)
        for fault in found or ():
            log.error("api_keys %s: not taken up, the keys in force stay: %s", self._name, fault)

    async def _watch(self) -> None:
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("api_keys %s: an adapter raised", self._name)
            await self._clock.sleep(EVERY)

    def _taken_up(self, written: KeysWritten) -> tuple[Fault, ...]:
        faults: list[Fault] = []
        keys = compile_keys(written.keys, self._name, self._roles, faults)
        if not faults:
            self._identifier.adopt(keys)
            log.info("api_keys %s: %d keys are in force", self._name, len(keys))
            self._tell_of_expired(keys.values())
        return tuple(faults)

    def _tell_of_expired(self, keys: Iterable[ApiKey]) -> None:
        now = self._clock.now()
        over = [key.id for key in keys if key.principal.expires is not None and key.principal.expires <= now]
        if over:
            log.warning("api_keys %s: expired, and refused: %s", self._name, ", ".join(over))
