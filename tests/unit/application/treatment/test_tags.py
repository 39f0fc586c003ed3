"""Tags through the whole gateway: of whole answers, 304 for who has them, and the upstream let go."""

import pytest

from domain.message.headers import Headers, first
from domain.message.tagging import tag_of
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.transport import ScriptedAnswer
from tests.unit.application.house import CONFIG, House

TEXT = (
    CONFIG.rstrip("\n")
    + """
  tagged: {match: "GET,HEAD /tagged", to: orders, etag: true, cache: private 5m, require: public}
"""
)
JSON: Headers = [(b"content-type", b"application/json"), (b"content-length", b"8")]
TAG = tag_of(b'{"a": 1}')


def house(headers: Headers = JSON, breaks: Failure | None = None, status: int = 200) -> House:
    one = House(TEXT)
    one.orders.outcomes[:] = [ScriptedAnswer(status, headers, (b'{"a"', b": 1}"), breaks)]
    return one


async def test_a_whole_answer_has_a_tag() -> None:
    one = house()
    reply = await one.ask("GET", b"/tagged")
    assert (reply.status, first(reply.headers, b"etag"), reply.body) == (200, TAG, b'{"a": 1}')
    assert one.orders.answers[0].is_released


async def test_who_has_it_hears_that_nothing_has_changed() -> None:
    reply = await house().ask("GET", b"/tagged", headers=[(b"if-none-match", b'"x", W/' + TAG)])
    assert (reply.status, reply.body, first(reply.headers, b"etag")) == (304, b"", TAG)
    assert (first(reply.headers, b"content-length"), first(reply.headers, b"content-type")) == (None, None)
    assert first(reply.headers, b"cache-control") == b"private, max-age=300"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([], 200),
        ([(b"content-length", b"2000000")], 200),
        ([*JSON, (b"x-limen-partial", b"a")], 200),
        (JSON, 404),
    ],
)
async def test_what_is_not_whole_streams_past(headers: Headers, status: int) -> None:
    reply = await house(headers, status=status).ask("GET", b"/tagged")
    assert (reply.status, first(reply.headers, b"etag"), reply.is_whole) == (status, None, False)
    await reply.release()


async def test_an_answer_that_breaks_off_is_never_taken_for_a_whole_one() -> None:
    reply = await house(breaks=Failure(FailureKind.RESET, "")).ask("GET", b"/tagged")
    assert reply.status == 502
