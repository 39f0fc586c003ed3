"""Several transports as one: each call goes to the target whose turn it is.

It goes on to the next only when a target's breaker is open, since then nothing was sent. Any other failure is an
outcome: whether it may be tried again is the retry rule's question, not the balancer's.
"""

import asyncio
from collections.abc import Sequence

from application.ports.transport import Answer, Call, Transport
from domain.upstream.balancing import RoundRobin
from domain.upstream.failure import Failure, FailureKind


class BalancedTransport(Transport):
    def __init__(self, transports: Sequence[Transport], turns: RoundRobin) -> None:
        """One transport for each weight of `turns`, in the same order; at least one."""
        self._transports = tuple(transports)
        self._turns = turns

    async def send(self, call: Call) -> Answer | Failure:
        paused: list[Failure] = []
        for number in self._turns.order():
            outcome = await self._transports[number].send(call)
            if not isinstance(outcome, Failure) or outcome.kind is not FailureKind.CIRCUIT_OPEN:
                return outcome
            paused.append(outcome)
        return min(paused, key=_wait)

    async def close(self) -> None:
        """Closes every one, also when closing another fails."""
        await asyncio.gather(*(transport.close() for transport in self._transports))


def _wait(failure: Failure) -> float:
    return failure.retry_after or 0.0
