"""A key source that follows a script: one outcome a fetch, the last one again and again."""

import asyncio

from application.ports.keys import KeySet, KeySource, KeysUnavailable

Scripted = KeySet | KeysUnavailable | Exception


class FakeKeySource(KeySource):
    def __init__(self, *outcomes: Scripted) -> None:
        self.outcomes = list(outcomes)
        self.fetches = 0
        self.is_closed = False
        self.gate: asyncio.Event | None = None  # a fetch that has begun stays open until it is set

    async def fetch(self) -> KeySet | KeysUnavailable:
        self.fetches += 1
        if self.gate is not None:
            await self.gate.wait()
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def close(self) -> None:
        self.is_closed = True
