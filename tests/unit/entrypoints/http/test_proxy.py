"""The raw ASGI door, called as a server calls it: what it reads and writes, and what it does when a side leaves."""

import asyncio
from collections.abc import Callable

import pytest
from anyio.lowlevel import checkpoint

from domain.upstream.failure import Failure, FailureKind
from entrypoints.http.proxy import CUT, Message, Proxy, Scope
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import House


class Caller:
    """The server's side of one ASGI call; `messages` are the request's, then silence until it hangs up."""

    def __init__(self, *messages: Message) -> None:
        self.sent: list[Message] = []
        self.was_cut = False
        self._messages = list(messages) or [{"type": "http.request", "body": b"", "more_body": False}]
        self._gone = asyncio.Event()

    def hang_up(self) -> None:
        self._gone.set()

    async def receive(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    def scope(self, method: str = "GET", headers: tuple[tuple[bytes, bytes], ...] = ()) -> Scope:
        return {
            "type": "http",
            "method": method,
            "raw_path": b"/open/a",
            "query_string": b"q=1",
            "headers": [(b"host", b"x"), *headers],
            "scheme": "http",
            "client": ("9.9.9.9", 1),
            CUT: self._cut,
        }

    def _cut(self) -> None:
        self.was_cut = True


async def until(claim: Callable[[], bool]) -> None:
    for _ in range(1000):
        if claim():
            return
        await checkpoint()
    pytest.fail("it never came")


async def test_an_answer_is_written_as_it_arrives_and_ended() -> None:
    house, caller = House(), Caller()
    house.orders.outcomes[:] = [ScriptedAnswer(201, [(b"x-a", b"1")], (b"one", b"two"))]
    await Proxy(house.gateway)(caller.scope(), caller.receive, caller.send)
    assert [(message.get("status"), message.get("body")) for message in caller.sent] == [
        (201, None),
        (None, b"one"),
        (None, b"two"),
        (None, b""),
    ]
    assert [message.get("more_body") for message in caller.sent[1:]] == [True, True, None]
    assert house.orders.calls[0].target == b"/v2/a?q=1"
    assert house.observer.exchanges[0].bytes_out == 6
    assert house.orders.answers[0].is_released


async def test_a_refusal_is_one_whole_body() -> None:
    house, caller = House(), Caller()
    scope = caller.scope()
    scope["raw_path"] = b"/nowhere"
    await Proxy(house.gateway)(scope, caller.receive, caller.send)
    assert caller.sent[0]["status"] == 404
    assert caller.sent[1]["body"].startswith(b'{"type"')


async def test_a_request_body_is_passed_on_chunk_by_chunk() -> None:
    house = House()
    caller = Caller(
        {"type": "http.request", "body": b"he", "more_body": True},
        {"type": "http.request", "body": b"", "more_body": True},
        {"type": "http.request", "body": b"llo"},
    )
    scope = caller.scope("POST", ((b"transfer-encoding", b"chunked"),))
    await Proxy(house.gateway)(scope, caller.receive, caller.send)
    assert house.orders.bodies == [b"hello"]


async def test_an_answer_that_breaks_cuts_the_connection_and_is_never_ended() -> None:
    house, caller = House(), Caller()
    broken = Failure(FailureKind.RESET, "gone")
    house.orders.outcomes[:] = [ScriptedAnswer(chunks=(b"half",), breaks=broken)]
    await Proxy(house.gateway)(caller.scope(), caller.receive, caller.send)
    assert caller.was_cut
    assert caller.sent[-1]["more_body"]
    assert house.observer.exchanges[0].cut


async def test_a_caller_who_leaves_while_waiting_ends_the_call_upstream() -> None:
    house, caller = House(), Caller()
    house.orders.gate = asyncio.Event()
    task = asyncio.create_task(Proxy(house.gateway)(caller.scope(), caller.receive, caller.send))
    await until(lambda: bool(house.orders.calls))
    caller.hang_up()
    await task
    assert caller.sent == []
    assert house.observer.exchanges[0].reason == "caller-left"


async def test_a_caller_who_leaves_in_its_own_body_is_no_failure_of_the_upstream() -> None:
    house = House()
    caller = Caller({"type": "http.request", "body": b"he", "more_body": True}, {"type": "http.disconnect"})
    scope = caller.scope("POST", ((b"content-length", b"5"),))
    await Proxy(house.gateway)(scope, caller.receive, caller.send)
    assert house.observer.exchanges[0].reason == "body-broken"


async def test_a_stop_of_the_server_is_not_taken_for_a_caller_who_left() -> None:
    house, caller = House(), Caller()
    house.orders.gate = asyncio.Event()
    task = asyncio.create_task(Proxy(house.gateway)(caller.scope(), caller.receive, caller.send))
    await until(lambda: bool(house.orders.calls))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
