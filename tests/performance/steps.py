"""Where the microseconds go: each step of one proxied request, timed alone. `make steps` prints the table.

The least of many short rounds. A step alone is cheaper than among the others, whose code and data push it out of the
caches: the rows add up to half of the last one. Compare them with each other.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any

from adapters.telemetry.orjson_access import _line
from application.admitted import Admitted
from application.noting.notes import Notes, NoteTerms
from application.visit import Visit
from domain.message.head import Head
from domain.message.refusal import Refusal
from domain.permissions.facts import NO_FACTS
from entrypoints.serve.answer import AnswerHead
from tests.fakes.wire import Connection
from tests.performance.test_call_budget import REQUEST, WholeAnswer, served
from tests.unit.application.house import House

ROUNDS, EACH = 2_000, 10
Step = Callable[[], object]


def timed(step: Step) -> float:
    """Microseconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(EACH):
            step()
        best = min(best, time.perf_counter() - began)
    return best / EACH * 1e6


def driven(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The result of what need not wait."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it waits")


def steps(house: House, connection: Connection) -> dict[str, Step]:
    gateway, protocol = house.gateway, connection.protocol
    runtime = gateway.runtime
    assert runtime is not None
    headers = [(b"host", b"api.example"), (b"authorization", b"Bearer viewer"), (b"accept", b"*/*")]
    head = Head("GET", b"/orders", b"", headers, peer="9.9.9.9")
    visit = Visit(runtime, gateway._opened(head, runtime), lambda _exchange: None)
    admitted = driven(gateway._admitted(runtime, visit, head))
    assert isinstance(admitted, Admitted)
    request, bound = admitted.request, admitted.bound
    door, way, answer = bound.door, bound.split.take(), WholeAnswer()
    assert door is not None
    principal = door.identifier.identify(request)
    assert admitted.principal is not None
    assert not isinstance(principal, Refusal)
    returned = way.forwarding.returned(answer, request)
    notes = Notes(NoteTerms(1000), house.clock)

    def read() -> None:
        protocol.feed(REQUEST)
        protocol.ready.clear()

    protocol.raw = REQUEST
    return {
        "server: parse the head, admit it, make a cycle": read,
        "open the record": lambda: gateway._opened(head, runtime),
        "match": lambda: runtime.table.match(request),
        "read, match, identify, decide": lambda: driven(gateway._admitted(runtime, visit, head)),
        "identify, by a remembered token": lambda: door.identifier.identify(request),
        "decide": lambda: door.policy.decide(admitted.principal, NO_FACTS),  # type: ignore[arg-type]
        "edits: the call that goes upstream": lambda: way.forwarding.call(request, None, None, b"", now=1.0),
        "edits: the head that comes back": lambda: way.forwarding.returned(answer, request),
        "write the answer's head": lambda: b"".join(
            AnswerHead(200, returned, method="GET", version="1.1", keeps=True).lines
        ),
        "log: a line, later and in a batch": lambda: _line(1.0, visit.exchange),
        "keep a refusal, to explain it later": lambda: notes.take(head, visit.exchange, admitted.principal, runtime),
        "all but the transport": lambda: protocol.data_received(REQUEST),
    }


async def main() -> None:
    house = served(House())
    connection = Connection(house)

    def work() -> None:
        for _ in range(50):
            connection.protocol.data_received(REQUEST)
        for name, step in steps(house, connection).items():
            sys.stdout.write(f"| {name} | {timed(step):.2f} |\n")

    await connection.event(work)
    connection.protocol.pace.stop()


if __name__ == "__main__":
    asyncio.run(main())
