"""The direct cycle: a request from the parser to the gateway, and its answer back, on a connection without a socket."""

import asyncio

import pytest

from domain.upstream.failure import Failure, FailureKind
from tests.fakes.transport import ScriptedAnswer
from tests.fakes.wire import Connection
from tests.unit.application.house import House

GET = b"GET /open/a HTTP/1.1\r\nhost: api.example\r\n\r\n"
LENGTH: list[tuple[bytes, bytes]] = [(b"content-length", b"2")]
CHUNKED = b"transfer-encoding: chunked\r\n"


def post(body: bytes, *fields: bytes, length: int | None = None) -> bytes:
    head = (b"POST /open/a HTTP/1.1", b"host: api.example", b"content-length: %d" % (length or len(body)), *fields)
    return b"\r\n".join(head) + b"\r\n\r\n" + body


class Rig(Connection):
    def __init__(self, *answers: ScriptedAnswer | Failure) -> None:
        self.house = House()
        self.house.orders.outcomes[:] = answers or [ScriptedAnswer(200, LENGTH, (b"ok",))]
        super().__init__(self.house)

    @property
    def written(self) -> bytes:
        return self.wire.written

    @property
    def reasons(self) -> list[str | None]:
        return [exchange.reason for exchange in self.house.observer.exchanges]


async def test_an_answer_of_known_length_goes_out_as_it_came_and_the_connection_is_kept() -> None:
    rig = Rig()
    await rig.feed(GET, GET)
    assert rig.written.count(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-request-id: ") == 2
    assert rig.written.endswith(b"\r\n\r\nok")
    assert b"connection" not in rig.written
    assert not rig.wire.is_closed


async def test_an_answer_of_unknown_length_goes_out_in_chunks() -> None:
    rig = Rig(ScriptedAnswer(200, [], (b"one", b"seventeen letters")))
    await rig.feed(GET)
    assert rig.written.endswith(CHUNKED + b"\r\n3\r\none\r\n11\r\nseventeen letters\r\n0\r\n\r\n")


async def test_for_an_old_caller_the_connections_end_is_the_bodys() -> None:
    rig = Rig(ScriptedAnswer(200, [], (b"one", b"two")))
    await rig.feed(b"GET /open/a HTTP/1.0\r\nhost: api.example\r\n\r\n")
    assert rig.written.endswith(b"connection: close\r\n\r\nonetwo")
    assert rig.wire.is_closed


@pytest.mark.parametrize(("method", "status"), [(b"HEAD", 200), (b"GET", 204), (b"GET", 304)])
async def test_what_has_no_body_has_no_chunks(method: bytes, status: int) -> None:
    rig = Rig(ScriptedAnswer(status, []))
    await rig.feed(GET.replace(b"GET", method))
    assert CHUNKED not in rig.written
    assert rig.written.endswith(b"\r\n\r\n")


async def test_requests_in_one_piece_are_answered_in_their_order() -> None:
    rig = Rig(*[ScriptedAnswer(200, [(b"content-length", b"1"), (b"n", b"%d" % n)], (b"x",)) for n in range(5)])
    await rig.feed(GET * 5)
    assert [line for line in rig.written.split(b"\r\n") if line.startswith(b"n:")] == [b"n: %d" % n for n in range(5)]
    assert not rig.wire.is_read_paused


async def test_a_long_pipeline_of_refusals_is_no_deep_stack() -> None:
    rig = Rig()
    await rig.feed(b"GET /nowhere HTTP/1.1\r\nhost: api.example\r\n\r\n" * 3000)
    assert rig.written.count(b"HTTP/1.1 404") == 3000


async def test_a_body_that_is_there_goes_on_as_a_whole() -> None:
    rig = Rig()
    await rig.feed(post(b"abc"))
    call = rig.house.orders.calls[0]
    assert (call.body, call.length) == (b"abc", 3)


async def test_a_body_that_is_still_coming_streams() -> None:
    rig = Rig()
    await rig.feed(post(b"ab", length=6), b"cd", b"ef")
    assert rig.house.orders.bodies == [b"abcdef"]
    assert rig.written.startswith(b"HTTP/1.1 200")


async def test_the_go_ahead_is_given_when_the_body_is_wanted() -> None:
    rig = Rig()
    await rig.feed(post(b"", b"expect: 100-continue", length=3))
    assert rig.written == b"HTTP/1.1 100 Continue\r\n\r\n"
    await rig.feed(b"abc")
    assert b"\r\n\r\nHTTP/1.1 200 OK\r\n" in rig.written


async def test_an_answer_before_the_body_is_whole_ends_the_connection() -> None:
    rig = Rig(Failure(FailureKind.CONNECT))
    await rig.feed(post(b"ab", length=6))
    assert rig.written.startswith(b"HTTP/1.1 502")
    assert b"connection: close\r\n" in rig.written
    assert rig.wire.is_closed


async def test_a_caller_who_leaves_in_its_body_has_broken_it() -> None:
    rig = Rig()
    await rig.feed(post(b"ab", length=6))
    await rig.hang_up()
    assert rig.reasons == ["body-broken"]
    assert not rig.state.tasks


async def test_a_caller_who_leaves_before_its_answer_frees_the_call() -> None:
    rig = Rig()
    rig.house.orders.gate = asyncio.Event()
    await rig.feed(GET)
    assert len(rig.state.tasks) == 1  # a stop of the server would wait for it
    await rig.hang_up()
    assert rig.reasons == ["caller-left"]
    assert not rig.state.tasks


async def test_a_caller_who_leaves_ends_what_waits_behind_too() -> None:
    rig = Rig()
    rig.house.orders.gate = asyncio.Event()
    await rig.feed(GET * 3)
    await rig.hang_up()
    rig.house.orders.gate.set()
    await rig.event(lambda: None)
    assert len(rig.house.orders.calls) == 1


async def test_a_reader_who_pauses_is_waited_for() -> None:
    rig = Rig(ScriptedAnswer(200, [], (b"one", b"two")))
    rig.protocol.pause_writing()
    await rig.feed(GET)
    assert rig.written == b""
    await rig.event(rig.protocol.resume_writing)
    assert rig.written.endswith(b"0\r\n\r\n")


async def test_an_answer_that_breaks_off_cuts_the_connection() -> None:
    rig = Rig(ScriptedAnswer(200, [], (b"half",), Failure(FailureKind.RESET)))
    await rig.feed(GET)
    assert rig.wire.is_aborted
    assert b"0\r\n\r\n" not in rig.written
    assert rig.reasons == ["upstream-reset"]


async def test_the_last_answer_of_a_server_that_stops_says_so() -> None:
    rig = Rig()
    rig.house.orders.gate = asyncio.Event()
    await rig.feed(GET)
    rig.protocol.shutdown()
    rig.house.orders.gate.set()
    await rig.event(lambda: None)
    assert b"connection: close\r\n" in rig.written
    assert rig.wire.is_closed


async def test_a_call_that_a_stopping_server_would_not_wait_for_is_cut() -> None:
    rig = Rig()
    rig.house.orders.gate = asyncio.Event()
    await rig.feed(GET)
    for task in list(rig.state.tasks):
        task.cancel(msg="too late")
    await rig.event(lambda: None)
    assert rig.wire.is_aborted
    assert rig.reasons == ["caller-left"]
