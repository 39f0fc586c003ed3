"""Parts: what a runtime has open, each with what it was made of, held by every runtime that uses it.

The next runtime takes over each part that it would make of the same: an upstream that did not change keeps its
connections and its breaker, an issuer its keys and the tokens that were verified. A part is closed with the last
runtime that holds it, so neither the order in which runtimes end nor one that never came into force closes what is in
use.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
Close = Callable[[], Awaitable[None]]


class _Part:
    __slots__ = ("close", "holders", "made_of", "thing")

    def __init__(self, thing: Any, made_of: object, close: Close | None) -> None:
        self.thing = thing
        self.made_of = made_of
        self.close = close
        self.holders = 0


class Parts:
    """Those of one runtime. What `former` holds is for the taking until `complete`."""

    def __init__(self, former: "Parts | None" = None) -> None:
        self._held: dict[Hashable, _Part] = {}
        self._former = former._held if former is not None else {}  # noqa: SLF001  its own kind

    def take(
        self, key: Hashable, made_of: object, make: Callable[[], T], close: Callable[[T], Close] | None = None
    ) -> T:
        """The part of this name: the former one where it was made of the same, else a new one."""
        part = self._held.get(key) or self._former.get(key)
        if part is None or part.made_of != made_of:
            thing = make()
            part = _Part(thing, made_of, close(thing) if close is not None else None)
        if key not in self._held:
            self._held[key] = part
            part.holders += 1
        made: T = part.thing
        return made

    def complete(self) -> None:
        """All is taken: who went before is not kept alive by who comes after."""
        self._former = {}

    async def release(self) -> None:
        """Closes every part that nobody else holds, also when closing another fails."""
        held, self._held = self._held, {}
        for part in held.values():
            part.holders -= 1
        closing = [part.close() for part in held.values() if not part.holders and part.close is not None]
        await asyncio.gather(*closing)
