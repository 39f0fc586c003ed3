"""The ASGI door for WebSockets, called as our server calls it: what it says, and what it does when a caller leaves."""

import asyncio
import json
from collections.abc import Callable

import pytest
from anyio.lowlevel import checkpoint

from domain.message.closing import Broken, Close
from domain.upstream.failure import Failure, FailureKind
from entrypoints.http.line import BROKEN, LINE, Line
from entrypoints.http.proxy import Message, Scope
from entrypoints.http.websocket import WebSocketDoor
from tests.fakes.channel import FakeChannel
from tests.fakes.held_clock import HeldClock
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

ROUTE = '  news: {match: "GET /news", to: orders, require: public, websocket: {message_limit: 9B}}\n'
SHAKING = [(b"sec-websocket-version", b"13"), (b"sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ==")]
LOST = {"type": "websocket.disconnect", "code": 1006, BROKEN: Broken.LOST}


class Caller(Line):
    """The server's side of one ASGI call, and the line below it."""

    def __init__(self, *messages: Message) -> None:
        self.signs = 0
        self.sent: list[Message] = []
        self.limits: list[int] = []
        self.was_cut = self.is_gone = False
        self._messages: asyncio.Queue[Message] = asyncio.Queue()
        for message in ({"type": "websocket.connect"}, *messages):
            self.say(message)

    def say(self, message: Message) -> None:
        self._messages.put_nowait(message)

    def allow(self, message_limit: int) -> None:
        self.limits.append(message_limit)

    def abort(self) -> None:
        self.was_cut = True

    async def receive(self) -> Message:
        return await self._messages.get()

    async def send(self, message: Message) -> None:
        if self.is_gone:
            raise OSError("gone")
        self.sent.append(message)

    def scope(self, path: bytes = b"/news") -> Scope:
        return {
            "type": "websocket",
            "raw_path": path,
            "query_string": b"",
            "headers": [(b"host", b"x"), *SHAKING],
            "scheme": "wss",
            "client": ("9.9.9.9", 1),
            LINE: self,
        }


class News(House):
    def __init__(self) -> None:
        super().__init__(CONFIG + ROUTE, HeldClock())
        self.upstream = FakeChannel()
        self.orders.outcomes[:] = [ScriptedAnswer(101, [(b"x-a", b"1")], channel=self.upstream)]
        self.door = WebSocketDoor(self.gateway)

    async def serve(self, caller: Caller, path: bytes = b"/news") -> None:
        await self.door(caller.scope(path), caller.receive, caller.send)


async def until(claim: Callable[[], bool]) -> None:
    for _ in range(1000):
        if claim():
            return
        await checkpoint()
    pytest.fail("it never came")


async def test_an_upgrade_is_accepted_with_the_routes_limit_and_its_messages_pass() -> None:
    house, caller = (
        News(),
        Caller({"type": "websocket.receive", "text": "in"}, {"type": "websocket.receive", "bytes": b"too"}),
    )
    await house.upstream.peer.say("out", b"too")
    serving = asyncio.ensure_future(house.serve(caller))
    await until(lambda: len(caller.sent) == 3 and len(house.upstream.peer.heard) == 2)
    caller.say({"type": "websocket.disconnect", "code": 1000, "reason": "bye"})
    await serving
    assert caller.sent[0]["type"] == "websocket.accept"
    assert (b"x-a", b"1") in caller.sent[0]["headers"]
    assert caller.sent[1:] == [{"type": "websocket.send", "text": "out"}, {"type": "websocket.send", "bytes": b"too"}]
    assert caller.limits == [9]
    assert house.upstream.peer.heard == ["in", b"too", Close(1000, "bye")]
    assert (b"x-forwarded-proto", b"https") in house.orders.calls[0].headers
    assert house.orders.answers[0].is_released


@pytest.mark.parametrize(("code", "close"), [(1005, Close(None)), (1001, Close(1001)), (4999, Close(4999))])
async def test_the_callers_close_is_told_upstream(code: int, close: Close) -> None:
    house, caller = News(), Caller()
    serving = asyncio.ensure_future(house.serve(caller))
    await until(lambda: bool(caller.sent))
    caller.say({"type": "websocket.disconnect", "code": code})
    caller.say(LOST)
    await serving
    assert house.upstream.peer.heard == [close]


async def test_the_upstreams_close_is_told_to_the_caller() -> None:
    house, caller = News(), Caller()
    await house.upstream.peer.close(Close(4321, "why"))
    await house.serve(caller)
    assert caller.sent[-1] == {"type": "websocket.close", "code": 4321, "reason": "why"}
    assert not caller.was_cut


async def test_a_caller_who_takes_no_close_is_cut() -> None:
    house, caller = News(), Caller()
    serving = asyncio.ensure_future(house.serve(caller))
    await until(lambda: bool(caller.sent))
    caller.is_gone = True
    await house.upstream.peer.say("into the void")
    await house.upstream.peer.close(Close(1000))
    await serving
    assert caller.was_cut


async def test_a_refusal_is_a_whole_http_answer() -> None:
    house, caller = News(), Caller()
    await house.serve(caller, b"/orders")
    assert caller.sent[0]["type"] == "websocket.http.response.start"
    assert caller.sent[0]["status"] == 401
    assert json.loads(caller.sent[1]["body"])["reason"] == "token-missing"
    assert caller.sent[-1] == {"type": "websocket.http.response.body", "body": b""}
    assert house.observer.exchanges[0].reason == "token-missing"


async def test_an_upstream_that_answers_in_http_is_passed_on_as_it_arrives() -> None:
    house, caller = News(), Caller()
    house.orders.outcomes[:] = [ScriptedAnswer(418, [], (b"one", b"two"))]
    await house.serve(caller)
    assert [message.get("body") for message in caller.sent[1:]] == [b"one", b"two", b""]
    assert house.observer.exchanges[0].bytes_out == 6


async def test_an_answer_that_breaks_off_cuts_the_connection() -> None:
    house, caller = News(), Caller()
    house.orders.outcomes[:] = [ScriptedAnswer(418, [], (b"one",), Failure(FailureKind.RESET))]
    await house.serve(caller)
    assert caller.was_cut
    assert house.observer.exchanges[0].cut


async def test_a_caller_who_leaves_during_the_handshake_frees_the_call_upstream() -> None:
    house, caller = News(), Caller()
    house.orders.gate = asyncio.Event()
    serving = asyncio.ensure_future(house.serve(caller))
    await until(lambda: bool(house.orders.calls))
    caller.say(LOST)
    await serving
    assert caller.sent == []
    assert [exchange.reason for exchange in house.observer.exchanges] == ["caller-left"]


async def test_a_message_that_comes_before_the_upgrade_is_not_lost() -> None:
    house, caller = News(), Caller({"type": "websocket.receive", "text": "early"})
    house.orders.gate = asyncio.Event()
    serving = asyncio.ensure_future(house.serve(caller))
    await until(lambda: bool(house.orders.calls))
    house.orders.gate.set()
    await until(lambda: house.upstream.peer.heard == ["early"])
    caller.say(LOST)
    await serving
    assert house.upstream.peer.heard == ["early", Close(1001, "caller-left")]


async def test_a_server_that_stops_waiting_frees_both_sides() -> None:
    house, caller = News(), Caller()
    serving = asyncio.ensure_future(house.serve(caller))
    await until(lambda: bool(caller.sent))
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    assert caller.was_cut
    assert house.orders.answers[0].is_released
    assert house.observer.exchanges[0].cut
