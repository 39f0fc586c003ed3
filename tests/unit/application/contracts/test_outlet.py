import json

import pytest

from application.reply import Reply
from domain.message.headers import values
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.contracts.contract_house import JSON, answering, house, told


async def read(reply: Reply) -> bytes:
    chunks = reply.chunks()
    return reply.body if chunks is None else b"".join([piece async for piece in chunks])


async def test_an_answer_that_keeps_its_contract_comes_home() -> None:
    reply = await house(answering(200, b'{"id": 1}')).ask("GET", b"/enforced")
    assert (reply.status, await read(reply)) == (200, b'{"id": 1}')


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"{}", b"application/json"),
        (200, b"{", b"application/json"),
        (200, b"<p>", b"text/html"),
        (418, b"{}", b"application/json"),
    ],
)
async def test_one_that_breaks_it_is_a_502_that_does_not_say_how(status: int, body: bytes, kind: bytes) -> None:
    one = house(answering(status, body, kind))
    reply = await one.ask("GET", b"/enforced")
    assert told(reply) == (502, "answer-invalid", [])
    reply.end()
    assert one.observer.exchanges[-1].why
    assert one.orders.answers[0].is_released


async def test_every_second_one_is_looked_at_by_turns_and_none_is_held_up(caplog: pytest.LogCaptureFixture) -> None:
    one = house(answering(200, b"{}"))
    for _ in range(4):
        reply = await one.ask("GET", b"/watched")
        assert (reply.status, await read(reply)) == (200, b"{}")
    assert caplog.text.count("breaks its contract") == 2
    assert json.dumps("/: The member `id` is missing.")[1:-1] in caplog.text


async def test_an_answer_without_a_body_is_judged_by_its_status_alone() -> None:
    assert (await house(answering(204, b"")).ask("GET", b"/enforced")).status == 204


async def test_no_caller_gets_round_it_by_a_coding_or_a_part() -> None:
    one = house(ScriptedAnswer(200, [*JSON, (b"content-encoding", b"gzip")], (b"{}",)))
    reply = await one.ask("GET", b"/enforced", headers=[(b"accept-encoding", b"gzip"), (b"range", b"bytes=0-1")])
    assert told(reply) == (502, "answer-invalid", [])
    sent = one.orders.calls[0].headers
    assert (values(sent, b"accept-encoding"), values(sent, b"range")) == ([b"identity"], [])
