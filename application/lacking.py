"""Lacking: what a runtime that is to take another's place would not be ready for, though the other one is.

A gateway that has no keys says so and gets no traffic (docs/decisions/0074). At a start that is right; at a reload it
would take a whole gateway out because of one new issuer: so such a plan does not come into force.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

from application.runtime import Runtime


async def lacking(runtime: Runtime, former: Runtime | None, seconds: float) -> str | None:
    """What is new in `runtime` and was not had within `seconds`; what `former` has, or lacks as well, counts as had."""
    known = former.keyrings if former is not None else {}
    rings = {name: ring for name, ring in runtime.keyrings.items() if known.get(name) is not ring}
    revoking = runtime.revoking
    if former is not None and former.revoking is revoking:
        revoking = None
    asked: list[Coroutine[Any, Any, None]] = [ring.refresh() for ring in rings.values() if not ring.has_had_keys]
    if revoking is not None:
        asked.append(revoking.tried())
    await _within(seconds, asked)
    for name, ring in rings.items():
        if not ring.has_had_keys and not runtime.plan.issuers[name].ready_without_keys:
            return f"issuer `{name}`: its keys could not be fetched"
    if revoking is not None and revoking.holds_up:
        return "what is revoked could not be read"
    return None


async def _within(seconds: float, asked: list[Coroutine[Any, Any, None]]) -> None:
    tasks = [asyncio.ensure_future(one) for one in asked]
    if tasks:
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
