"""Turn: where a call waits for its answer's head. The only place that knows how it is woken.

One future, resolved after the parser has had all that was read, never within it: whoever is woken finds the connection
in order. A future costs one more pass of the loop; this file is what to change where a cheaper signal is at hand.
"""

import asyncio

from application.ports.transport import Answer
from domain.upstream.failure import Failure

Outcome = Answer | Failure
Turn = asyncio.Future[Outcome]


def new_turn(loop: asyncio.AbstractEventLoop) -> Turn:
    """To be awaited, once."""
    return loop.create_future()


def end_turn(turn: Turn, outcome: Outcome) -> None:
    if not turn.done():
        turn.set_result(outcome)


def break_turn(turn: Turn, bug: BaseException) -> None:
    """Whoever waits has it raised."""
    if not turn.done():
        turn.set_exception(bug)
