"""The call budget: how many Python functions one proxied request calls, from the parser to the socket.

Time on a shared machine says little; this number is the same on every machine, and each call costs about a tenth of a
microsecond. It covers everything but the transport: door, rooms, policies, breaker, deadline, edits, log record. Who
goes over it has either found something worth it, and raises it here with the reason, or looks again.
"""

import sys
from collections.abc import AsyncIterator, Callable
from types import FrameType

from application.noting.notes import Notes, NoteTerms
from application.ports.transport import Answer, Call, Transport
from domain.identity.revocation import Revocation, Revoked
from entrypoints.http.decisions import explained_briefly
from tests.fakes.held_clock import HeldClock
from tests.fakes.revocation import FakeRevocationList
from tests.fakes.wire import Connection
from tests.unit.application.house import CLAIMS, CONFIG, ORDERS, House

BUDGET = 114  # calls of Python functions, a GET of a route that asks for a permission
REVOKING = 7  # more, where something is revoked: the door and its judgement, the clock, a look at what is revoked
REQUEST = b"GET /orders HTTP/1.1\r\nhost: api.example\r\nauthorization: Bearer viewer\r\naccept: */*\r\n\r\n"


class WholeAnswer(Answer):
    def __init__(self) -> None:
        self.status = 200
        self.headers = [(b"server", b"x"), (b"content-length", b"2"), (b"connection", b"keep-alive")]
        self.target = ORDERS
        self.whole = b"{}"

    def chunks(self) -> AsyncIterator[bytes]:
        raise AssertionError("it is whole")

    async def release(self) -> None:
        raise AssertionError("there is nothing to release")


class ReadyTransport(Transport):
    async def send(self, call: Call) -> Answer:
        return WholeAnswer()

    async def close(self) -> None:
        """Nothing is open."""


def served(house: House) -> House:
    """With an upstream whose answers are there at once."""
    assert house.gateway.runtime is not None
    house.opening.transports[ORDERS] = ReadyTransport()  # type: ignore[assignment]
    plan, house.gateway.runtime = house.gateway.runtime.plan, None  # else the transport would be kept
    house.activation.activate(plan)
    return house


def counted(work: Callable[[], None]) -> list[str]:
    """The Python functions that `work` calls, each time it calls them."""
    calls: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            calls.append(f"{frame.f_code.co_filename.rpartition('/')[2]}:{frame.f_code.co_qualname}")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls[1:]  # without `work` itself


async def test_a_request_stays_within_its_budget_of_calls() -> None:
    calls = await calls_of(House())
    assert len(calls) <= BUDGET, "\n".join(calls)


async def test_a_request_that_may_be_revoked_costs_a_few_calls_more() -> None:
    house = House(CONFIG.replace("identity:\n", "identity:\n  revocation: {redis: 'redis://127.0.0.1'}\n"), HeldClock())
    house.opening.revoked = FakeRevocationList(Revocation(Revoked.TOKEN, "another"))
    house.opening.verifier.accept("viewer", {**CLAIMS, "sub": "viewer", "roles": ["viewer"], "jti": "this"})
    calls = await calls_of(house)
    assert len(calls) <= BUDGET + REVOKING, "\n".join(calls)


async def test_that_refusals_are_kept_and_may_be_explained_costs_a_call_that_is_let_in_nothing() -> None:
    plain, keeping = House(), House()
    keeping.gateway._notes = Notes(NoteTerms(1000), keeping.clock)
    keeping.gateway._explain = explained_briefly
    assert await calls_of(keeping) == await calls_of(plain)
    assert len(keeping.gateway._notes) == 0


async def calls_of(house: House) -> list[str]:
    """Of one request whose token is remembered."""
    connection = Connection(served(house))
    await house.activation.tried()
    protocol, wire = connection.protocol, connection.wire
    calls: list[str] = []

    def work() -> None:
        for _ in range(25):  # names are known then, and the breaker's window is full
            protocol.data_received(REQUEST)
        calls[:] = counted(lambda: protocol.data_received(REQUEST))

    await connection.event(work)
    protocol.pace.stop()
    assert wire.written.count(b"HTTP/1.1 200 OK") == 26
    return calls
