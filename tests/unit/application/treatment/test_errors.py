"""An upstream's errors through the whole gateway: passed, wrapped or replaced, and the upstream let go."""

import json

import pytest

from application.reply import Reply
from domain.message.headers import first, values
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

ERRORS = """
defaults: {errors: {500: replace}}
routes:
  some:
    match: "GET,HEAD /some"
    to: orders
    errors: {404: replace, 5XX: wrap}
    response: {set: {x-a: b}}
    require: public
  usual: {match: "GET /usual", to: orders, require: public}
  said: {match: "GET /said", to: orders, refusals: {upstream-error: {text: "{status}"}}, require: public}
"""
TEXT = CONFIG.replace("\nroutes:", ERRORS)


def house(answer: ScriptedAnswer | Failure) -> House:
    one = House(TEXT)
    one.orders.outcomes[:] = [answer]
    return one


def broken(status: int = 503, *chunks: bytes, headers: tuple[tuple[bytes, bytes], ...] = ()) -> ScriptedAnswer:
    return ScriptedAnswer(status, [(b"content-type", b"application/json"), *headers], chunks)


def document(reply: Reply) -> dict[str, object]:
    made: dict[str, object] = json.loads(reply.body)
    return made


async def test_a_wrapped_error_is_still_the_upstreams_answer() -> None:
    one = house(broken(503, b'{"a":', b" 1}", headers=((b"retry-after", b"3"), (b"content-length", b"8"))))
    reply = await one.ask("GET", b"/some", headers=[(b"origin", b"https://shop.example")])
    assert (reply.status, document(reply)["upstream"], document(reply)["request_id"]) == (503, {"a": 1}, "r1")
    assert values(reply.headers, b"content-length") == [b"%d" % len(reply.body)]
    assert values(reply.headers, b"content-type") == [b"application/problem+json"]
    assert [first(reply.headers, name) for name in (b"retry-after", b"x-a")] == [b"3", b"b"]
    assert first(reply.headers, b"access-control-allow-origin") == b"https://shop.example"
    await reply.release()
    assert one.orders.answers[0].is_released
    assert one.observer.exchanges[0].reason is None


async def test_a_replaced_error_is_a_refusal_and_its_body_is_never_read() -> None:
    one = house(broken(404, b"SELECT * FROM orders", headers=((b"x-powered-by", b"PHP"),)))
    reply = await one.ask("GET", b"/some")
    assert (reply.status, document(reply)["reason"]) == (404, "upstream-error")
    assert b"SELECT" not in reply.body
    assert first(reply.headers, b"x-powered-by") is None
    await reply.release()
    assert one.orders.answers[0].is_released
    assert not one.orders.answers[0].was_read_to_its_end
    assert one.observer.exchanges[0].reason == "upstream-error"


@pytest.mark.parametrize("status", [200, 302, 401])
async def test_what_no_rule_names_passes_untouched(status: int) -> None:
    one = house(broken(status, b"{}"))
    reply = await one.ask("GET", b"/some")
    chunks = reply.chunks()
    assert chunks is not None
    assert (reply.status, b"".join([piece async for piece in chunks])) == (status, b"{}")
    await reply.release()


async def test_the_defaults_are_for_routes_that_say_nothing() -> None:
    assert document(await house(broken(500)).ask("GET", b"/usual"))["reason"] == "upstream-error"


async def test_a_route_may_say_a_replaced_error_in_words_of_its_own() -> None:
    assert (await house(broken(500)).ask("GET", b"/said")).body == b"500"


async def test_an_error_too_long_to_be_wrapped_is_told_by_its_status() -> None:
    reply = await house(broken(503, b'"' + b"a" * 70_000 + b'"')).ask("GET", b"/some")
    assert "upstream" not in document(reply)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", b"[" * 60_000])
async def test_an_error_that_is_no_json_after_all_is_told_by_its_status(body: bytes) -> None:
    reply = await house(broken(503, *([body] if body else []))).ask("GET", b"/some")
    assert (reply.status, "upstream" in document(reply)) == (503, False)


async def test_an_error_that_breaks_off_is_told_by_its_status() -> None:
    answer = broken(503, b'{"a"')
    answer.breaks = Failure(FailureKind.RESET, "")
    reply = await house(answer).ask("GET", b"/some")
    assert (reply.status, "upstream" in document(reply)) == (503, False)


async def test_head_gets_the_head_of_a_document_without_a_length_that_nobody_knows() -> None:
    reply = await house(broken(503, headers=((b"content-length", b"8"),))).ask("HEAD", b"/some")
    assert (reply.body, values(reply.headers, b"content-length")) == (b"", [])
    assert values(reply.headers, b"content-type") == [b"application/problem+json"]


async def test_a_failure_of_the_upstream_is_a_refusal_as_ever() -> None:
    reply = await house(Failure(FailureKind.RESET, "")).ask("GET", b"/some")
    assert (reply.status, document(reply)["reason"]) == (502, "upstream-reset")
