"""Inquiries: what other services are asked about callers, so that no service is flooded and no caller waits for long.

One question in flight for all who want the same answer; whoever leaves does not stop it for the others. So many at one
time, the rest in line. A question and the wait for its turn together last no longer than the stated time. A service
that is known to be dead is not asked, and its callers do not wait (circuit.py).
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Hashable
from functools import partial
from typing import Any, Generic, TypeVar

from application.ports.clock import Clock
from application.ports.unavailable import Unavailable
from application.upstream.circuit import Circuit
from domain.spec.asking import AskingTerms
from domain.upstream.health import BreakerTerms

A = TypeVar("A")
Ask = Callable[[], Coroutine[Any, Any, A | Unavailable]]
log = logging.getLogger("limen.inquiries")


class Inquiries(Generic[A]):
    def __init__(self, name: str, terms: AskingTerms, clock: Clock) -> None:
        """`name` is what the log calls the service."""
        self._name = name
        self._terms = terms
        self._clock = clock
        self._circuit = Circuit(BreakerTerms(terms.failures, terms.cooldown), clock)
        self._turns = asyncio.Semaphore(terms.calls)
        self._flights: dict[Hashable, asyncio.Task[A | Unavailable]] = {}
        self._is_closed = False

    async def answer(self, key: Hashable, ask: Ask[A]) -> A | Unavailable:
        """What `ask` brings, or brought already for another who wants the answer to `key`. Never raises."""
        flight = self._flights.get(key)
        if flight is None:
            refused = self._refused()
            if refused is not None:
                return refused
            flight = asyncio.create_task(self._flown(ask), name=f"inquiry {self._name}")
            self._flights[key] = flight
            flight.add_done_callback(partial(self._landed, key))
        await asyncio.wait({flight})  # unlike awaiting the task: neither stops it nor is stopped with it
        return Unavailable(f"{self._name}: closed") if flight.cancelled() else flight.result()

    async def close(self) -> None:
        self._is_closed = True
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        if flights:
            await asyncio.wait(flights)

    def _refused(self) -> Unavailable | None:
        if self._is_closed:
            return Unavailable(f"{self._name}: closed")
        pause = self._circuit.pause()
        return None if pause is None else Unavailable(f"{self._name} is down, nobody asks", seconds=pause)

    def _landed(self, key: Hashable, _flight: object) -> None:
        self._flights.pop(key, None)

    async def _flown(self, ask: Ask[A]) -> A | Unavailable:
        arrived = self._clock.monotonic()
        try:
            async with asyncio.timeout(self._terms.total), self._turns:
                return self._refused() or await self._asked(ask, arrived)
        except TimeoutError:
            return Unavailable(f"{self._name}: no answer within {self._terms.total} s")
        except Exception:
            log.exception("%s: an adapter raised", self._name)
            return Unavailable(f"{self._name}: an adapter raised")

    async def _asked(self, ask: Ask[A], arrived: float) -> A | Unavailable:
        period, began, failed = self._circuit.begun(), self._clock.monotonic(), None
        try:
            outcome = await ask()
            failed = isinstance(outcome, Unavailable) and (outcome.blames_the_service or None)
        except asyncio.CancelledError:  # too late: a service is to blame that had the larger part of the time
            is_to_blame = self._clock.monotonic() - began >= began - arrived and not self._is_closed
            failed = is_to_blame or None
            raise
        except Exception:
            failed = True
            raise
        finally:
            if self._circuit.ended(period, failed=failed):
                log.warning("%s is down: nobody asks for %s s", self._name, self._terms.cooldown)
        return outcome
