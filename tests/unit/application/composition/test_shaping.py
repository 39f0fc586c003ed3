"""Shaped answers through the whole gateway: what goes out in another shape, what passes, what does not go out."""

import json

import pytest

from application.reply import Reply
from domain.message.headers import Headers, first, values
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

WITH_SHAPES = CONFIG.replace(
    "\nroutes:",
    """
routes:
  strict: {match: "/strict", to: orders, require: public, shape: {drop: [secret], wrap: data, limit: 64B}}
  lax: {match: "GET /lax", to: orders, require: public, shape: {pick: [id], others: pass}}
""",
)
JSON: Headers = [(b"content-type", b"application/json")]
USER = b'{"id": 9007199254740993, "secret": "x"}'


async def asked(answer: ScriptedAnswer, *, method: str = "GET", path: bytes = b"/strict") -> tuple[House, Reply]:
    house = House(WITH_SHAPES)
    house.orders.outcomes[:] = [answer]
    sent: Headers = [(b"accept-encoding", b"br"), (b"range", b"bytes=0-1"), (b"if-none-match", b'"a"')]
    return house, await house.ask(method, path, headers=sent)


async def body_of(reply: Reply) -> bytes:
    chunks = reply.chunks()
    return reply.body if chunks is None else b"".join([chunk async for chunk in chunks])


async def test_an_answer_goes_out_in_its_shape_with_what_is_true_of_it() -> None:
    fields: Headers = [
        (b"content-type", b"application/hal+json"), (b"content-length", b"39"), (b"etag", b'"a"'), (b"digest", b"x"),
        (b"accept-ranges", b"bytes"), (b"x-kept", b"1"),
    ]  # fmt: skip
    house, reply = await asked(ScriptedAnswer(200, fields, (USER[:5], USER[5:])))
    assert reply.body == b'{"data":{"id":9007199254740993}}'
    assert values(reply.headers, b"content-length") == [b"32"]
    assert first(reply.headers, b"etag") == b'W/"a"'
    assert first(reply.headers, b"x-kept") == b"1"
    assert not {b"digest", b"accept-ranges"} & {name for name, _ in reply.headers}
    assert house.orders.answers[0].is_released


async def test_the_upstream_is_asked_for_the_whole_of_it_without_a_coding() -> None:
    house, _ = await asked(ScriptedAnswer(200, JSON, (USER,)))
    sent = house.orders.calls[0].headers
    assert values(sent, b"accept-encoding") == [b"identity"]
    assert values(sent, b"range") == []
    assert values(sent, b"if-none-match") == [b'"a"']


@pytest.mark.parametrize(
    "answer",
    [
        ScriptedAnswer(200, [(b"content-type", b"text/html")], (b"secret",)),
        ScriptedAnswer(200, [], (b"secret",)),
        ScriptedAnswer(200, [*JSON, (b"content-encoding", b"gzip")], (b"secret",)),
        ScriptedAnswer(206, JSON, (b"secret",)),
        ScriptedAnswer(200, JSON, (b'{"secret": 1',)),
        ScriptedAnswer(200, JSON, (b"[NaN]",)),
        ScriptedAnswer(200, JSON, (b"[1e999]",)),
        ScriptedAnswer(200, JSON, (b'"\xff"',)),
        ScriptedAnswer(200, JSON, (b"[" * 100_000,)),
        ScriptedAnswer(200, JSON, (b'"%s"' % (b"x" * 64),)),
        ScriptedAnswer(200, [*JSON, (b"content-length", b"65")], (b"secret",)),
    ],
)
async def test_what_cannot_be_shaped_does_not_go_out(answer: ScriptedAnswer) -> None:
    house, reply = await asked(answer)
    assert (reply.status, json.loads(reply.body)["reason"]) == (502, "answer-unshapeable")
    assert b"secret" not in reply.body
    assert house.orders.answers[0].is_released


async def test_an_answer_that_breaks_off_is_a_refusal_since_its_head_is_not_out() -> None:
    broken = ScriptedAnswer(200, JSON, (b"{",), breaks=Failure(FailureKind.RESET))
    house, reply = await asked(broken)
    assert (reply.status, json.loads(reply.body)["reason"]) == (502, "upstream-reset")
    assert house.orders.answers[0].is_released


@pytest.mark.parametrize(
    "answer",
    [
        ScriptedAnswer(404, JSON, (b'{"secret":1}',)),
        ScriptedAnswer(302, [(b"location", b"/x")], (b"secret",)),
        ScriptedAnswer(204, []),
        ScriptedAnswer(200, [(b"content-length", b"0")]),
    ],
)
async def test_errors_and_what_has_no_body_pass_as_they_came(answer: ScriptedAnswer) -> None:
    _, reply = await asked(answer)
    assert reply.status == answer.status
    assert await body_of(reply) == b"".join(answer.chunks)


async def test_not_modified_is_about_the_tag_that_the_caller_knows() -> None:
    _, reply = await asked(ScriptedAnswer(304, [(b"etag", b'"a"')]))
    assert (reply.status, first(reply.headers, b"etag")) == (304, b'W/"a"')


async def test_of_an_answer_to_head_only_what_is_true_of_the_shaped_one_goes_out() -> None:
    _, reply = await asked(ScriptedAnswer(200, [*JSON, (b"content-length", b"39"), (b"etag", b'"a"')]), method="HEAD")
    assert (reply.status, first(reply.headers, b"content-length")) == (200, None)
    assert first(reply.headers, b"etag") == b'W/"a"'


async def test_who_says_so_lets_pass_what_is_no_json_and_nothing_else() -> None:
    _, reply = await asked(ScriptedAnswer(200, [(b"content-type", b"text/csv")], (b"a,b",)), path=b"/lax")
    assert (reply.status, await body_of(reply)) == (200, b"a,b")
    _, refused = await asked(ScriptedAnswer(200, JSON, (b"{",)), path=b"/lax")
    assert refused.status == 502
    _, part = await asked(ScriptedAnswer(206, [(b"content-type", b"text/csv")], (b"a",)), path=b"/lax")
    assert part.status == 502
    _, picked = await asked(ScriptedAnswer(200, JSON, (USER,)), path=b"/lax")
    assert picked.body == b'{"id":9007199254740993}'
    coded: Headers = [*JSON, (b"content-encoding", b"gzip")]
    for fields in (coded, [*JSON, (b"content-type", b"text/csv")], [(b"content-type", b"text/csv, Application/JSON")]):
        _, doubtful = await asked(ScriptedAnswer(200, fields, (USER,)), path=b"/lax")
        assert doubtful.status == 502


async def test_a_body_that_may_not_be_there_does_not_go_out() -> None:
    house, reply = await asked(ScriptedAnswer(205, JSON, (USER,)))
    assert (reply.status, await body_of(reply), values(reply.headers, b"content-length")) == (205, b"", [b"0"])
    assert house.orders.answers[0].is_released
