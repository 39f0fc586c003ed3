"""A lookup that answers as a test says, and may be held back."""

import asyncio

from adapters.transport.fixed_addresses import addr_info
from adapters.transport.lookup import Found, Lookup


class FakeLookup(Lookup):
    def __init__(self, *ips: str, ttl: float | None = 30) -> None:
        self.asked = 0
        self.problem: Exception | None = None
        self.let_go = asyncio.Event()  # cleared: nobody answers
        self.let_go.set()
        self.is_closed = False
        self.leads_to(*ips, ttl=ttl)

    def leads_to(self, *ips: str, ttl: float | None = 30) -> None:
        self._found = Found([addr_info(ip, 80) for ip in ips], ttl)
        self.problem = None

    async def find(self) -> Found:
        self.asked += 1
        await self.let_go.wait()
        if self.problem is not None:
            raise self.problem
        return self._found

    async def close(self) -> None:
        self.is_closed = True
