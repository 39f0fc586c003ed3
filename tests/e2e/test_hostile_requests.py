"""Hostile and odd requests at a running gateway: refused with a reason, or read by the upstream in one way only."""

import socket
from collections.abc import Iterator

import pytest

from tests.e2e.hostile_table import CHUNKED, FORWARDED, ONE_CHUNK, REFUSED, UNSAFE_PATHS, Received, get, post
from tests.e2e.raw import answers, talk
from tests.e2e.rude import Rude, hangs, records, says
from tests.e2e.serving import Served, until

pytestmark = pytest.mark.e2e

CLOSING = b"Connection: close"
STREAM = says(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\npart\r\n0\r\n\r\n")


@pytest.fixture(scope="module")
def upstream() -> Iterator[Rude]:
    with Rude(records) as rude:
        yield rude


@pytest.fixture(scope="module")
def streaming() -> Iterator[Rude]:
    with Rude(STREAM) as rude:
        yield rude


@pytest.fixture(scope="module")
def hanging() -> Iterator[Rude]:
    with Rude(hangs) as rude:
        yield rude


@pytest.fixture(scope="module")
def gateway(
    upstream: Rude, streaming: Rude, hanging: Rude, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    config = folder / "gateway.yaml"
    config.write_text(
        "version: 1\n"
        "server: {body_limit: 1MiB, limits: {request_line: 1KiB, headers: 4KiB, header_count: 20}}\n"
        "upstreams:\n"
        f"  all: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}\n"
        f"  stream: {{targets: [{{url: 'http://127.0.0.1:{streaming.port}'}}]}}\n"
        f"  hangs: {{targets: [{{url: 'http://127.0.0.1:{hanging.port}'}}], timeout: {{idle: 500ms}}}}\n"
        "routes:\n"
        "  all: {match: {prefix: /}, to: all, require: public}\n"
        "  stream: {match: {path: /stream}, to: stream, require: public}\n"
        "  hangs: {match: {path: /hangs}, to: hangs, require: public}\n"
    )
    with Served(folder, config) as served:
        yield served


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_request_is_refused_with_a_reason_and_recorded(gateway: Served, upstream: Rude, name: str) -> None:
    sent, status, reason = REFUSED[name]
    before = len(upstream.heads)
    found = answers(talk(gateway.port, sent))
    assert [(answer.status, answer.reason) for answer in found] == [(status, reason)]
    assert found[0].headers["content-type"] == "application/problem+json"
    assert found[0].headers["connection"] == "close"
    assert len(upstream.heads) == before
    request_id = found[0].json()["request_id"]
    assert request_id == found[0].headers["x-request-id"]
    until(lambda: any(line["request_id"] == request_id for line in gateway.lines()), "the record")
    record = next(line for line in gateway.lines() if line["request_id"] == request_id)
    assert (record["status"], record["reason"]) == (status, reason)
    assert record["why"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_request_after_a_good_one_leaves_that_its_answer(gateway: Served, upstream: Rude, name: str) -> None:
    sent, status, reason = REFUSED[name]
    before = len(upstream.heads)
    good, bad = answers(talk(gateway.port, get(b"/good") + sent))
    assert (good.status, good.body) == (200, b"ok")
    assert (bad.status, bad.reason) == (status, reason)
    assert len(upstream.heads) == before + 1


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_behind_a_hostile_request_is_heard(gateway: Served, upstream: Rude, name: str) -> None:
    sent, status, _ = REFUSED[name]
    before = len(upstream.heads)
    found = answers(talk(gateway.port, sent + get(b"/evil")))
    assert [answer.status for answer in found] == [status]
    assert len(upstream.heads) == before


@pytest.mark.parametrize("name", UNSAFE_PATHS)
def test_an_unsafe_path_is_refused_and_the_connection_lives_on(gateway: Served, upstream: Rude, name: str) -> None:
    before = len(upstream.heads)
    sent = UNSAFE_PATHS[name].replace(b"Connection: close\r\n", b"")
    first, second = answers(talk(gateway.port, sent + UNSAFE_PATHS[name]))
    assert (first.status, first.reason) == (second.status, second.reason) == (400, "path-unsafe")
    assert len(upstream.heads) == before


@pytest.mark.parametrize("name", FORWARDED)
@pytest.mark.parametrize("way", ["at once", "byte by byte"])
def test_an_odd_request_is_read_by_the_upstream_in_one_way_only(
    gateway: Served, upstream: Rude, name: str, way: str
) -> None:
    sent, expected = FORWARDED[name]
    head, separator, body = sent.partition(b"\r\n\r\n") if sent[:2] != b"\r\n" else (sent[:-4], b"\r\n\r\n", b"")
    closing = head + b"\r\n" + (b"" if b"onnection:" in head else CLOSING + b"\r\n") + separator[2:] + body
    pieces = [closing] if way == "at once" else [closing[at : at + 1] for at in range(len(closing))]
    upstream.taken.clear()
    count = len(upstream.heads)
    answered(gateway, pieces)
    assert len(upstream.heads) == count + 1
    assert_received(upstream.taken[0], expected)


def answered(gateway: Served, pieces: list[bytes]) -> None:
    """Some of these keep the connection; then one more, clean, ends it, and shows that it was left clean."""
    last = get(b"/stream", CLOSING)
    if b"lose" not in b"".join(pieces):
        pieces = [*pieces, last]
    statuses = [answer.status for answer in answers(talk(gateway.port, *pieces)) if answer.status != 100]
    assert statuses
    assert set(statuses) == {200}


def assert_received(taken: tuple[bytes, bytes], expected: Received) -> None:
    head, body = taken
    line, *fields = head.split(b"\r\n")
    assert line == expected.line
    assert [fields.count(field) for field in expected.fields] == [1] * len(expected.fields)
    assert [word for word in expected.never if word in (head + body).lower()] == []
    assert sum(field.startswith(b"host:") for field in fields) == 1
    assert sum(field.startswith((b"content-length:", b"transfer-encoding:")) for field in fields) <= 1
    if expected.body == ONE_CHUNK:
        assert body == ONE_CHUNK
    else:
        assert body == expected.body


def test_options_asterisk_is_answered_by_the_server_itself(gateway: Served, upstream: Rude) -> None:
    before = len(upstream.heads)
    for target in (b"*", b"http://a"):
        found = answers(talk(gateway.port, get(target, method=b"OPTIONS")))
        assert [(answer.status, answer.body) for answer in found] == [(204, b"")]
    assert len(upstream.heads) == before


@pytest.mark.parametrize("option", [b"close", b"close, x", b"x, close", b"CLOSE", b"x,close,y"])
def test_a_connection_option_of_close_is_honoured_among_others(gateway: Served, option: bytes) -> None:
    found = answers(talk(gateway.port, get(b"/x", b"Connection: " + option) + get(b"/evil")))
    assert [answer.status for answer in found] == [200]
    assert found[0].headers["connection"] == "close"


def test_many_requests_in_one_segment_are_answered_in_order(gateway: Served, upstream: Rude) -> None:
    upstream.taken.clear()
    sent = b"".join(get(b"/%d" % number) for number in range(20)) + get(b"/20", CLOSING)
    assert [answer.status for answer in answers(talk(gateway.port, sent))] == [200] * 21
    assert [head.split(b" ")[1] for head, _ in upstream.taken] == [b"/%d" % number for number in range(21)]


def test_a_large_body_with_another_behind_it_in_one_segment_is_no_large_head(gateway: Served, upstream: Rude) -> None:
    upstream.taken.clear()
    one = post(b"Content-Length: 200000", body=b"x" * 200_000)
    two = post(b"Content-Length: 10", CLOSING, body=b"y" * 10)
    found = answers(talk(gateway.port, one[:1000], one[1000:] + two[:-5], two[-5:]))
    assert [answer.status for answer in found] == [200, 200]
    assert [body[:1] for _, body in upstream.taken] == [b"x", b"y"]


def test_chunk_extensions_without_end_are_refused(gateway: Served) -> None:
    found = answers(talk(gateway.port, post(CHUNKED), *[b"1;" + b"x" * 3000 + b"\r\ny\r\n"] * 40))
    assert [(answer.status, answer.reason) for answer in found] == [(400, "framing-invalid")]


def test_an_answer_of_unknown_length_ends_with_the_connection_in_http_1_0(gateway: Served) -> None:
    received = talk(gateway.port, b"GET /stream HTTP/1.0\r\nHost: a\r\n\r\n")
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"transfer-encoding" not in head.lower()
    assert (body, b"connection: close" in head) == (b"part", True)


def test_a_head_refusal_has_no_body(gateway: Served) -> None:
    received = talk(gateway.port, get(b"/#", method=b"HEAD"))
    assert received.startswith(b"HTTP/1.1 400 ")
    assert received.endswith(b"\r\n\r\n")


def test_an_early_refusal_ends_the_connection_whose_body_has_not_come(gateway: Served, upstream: Rude) -> None:
    """With `Expect`, nobody could tell whether what follows is the body or a new request."""
    before = len(upstream.heads)
    sent = post(b"Content-Length: 2000000", b"Expect: 100-continue")
    found = answers(talk(gateway.port, sent, get(b"/evil")))
    assert [answer.status for answer in found] == [413]
    assert found[0].headers["connection"] == "close"
    assert len(upstream.heads) == before


@pytest.mark.parametrize("rest", [b"z\r\n", b"1\r\nxy\r\n", b"\xff"])
def test_a_body_that_breaks_after_its_head_was_forwarded_is_never_ended(
    gateway: Served, upstream: Rude, rest: bytes
) -> None:
    upstream.taken.clear()
    count = len(upstream.heads)
    found = []
    with_head = post(CHUNKED, body=b"1\r\nx\r\n")

    def has_head() -> bool:
        return len(upstream.heads) > count

    with socket.create_connection(("127.0.0.1", gateway.port), 10) as connection:
        connection.sendall(with_head)
        until(has_head, "the head came")
        connection.sendall(rest)
        found = answers(b"".join(iter(lambda: connection.recv(65536), b"")))
    assert [(answer.status, answer.reason) for answer in found] == [(400, "framing-invalid")]
    assert upstream.taken == []


def test_a_bad_request_behind_a_slow_one_waits_for_its_turn(gateway: Served) -> None:
    slow, bad = answers(talk(gateway.port, get(b"/hangs") + get(b"/#")))
    assert (slow.status, slow.reason) == (504, "upstream-idle-timeout")
    assert (bad.status, bad.reason) == (400, "target-invalid")


def test_a_caller_who_leaves_frees_the_call_that_runs_though_others_wait_behind_it(
    gateway: Served, hanging: Rude
) -> None:
    hanging.left.clear()
    count = len(hanging.heads)
    with socket.create_connection(("127.0.0.1", gateway.port), 10) as connection:
        connection.sendall(get(b"/hangs"))
        until(lambda: len(hanging.heads) > count, "the call came")
    assert hanging.left.wait(2)


def test_there_are_at_least_eighty_cases() -> None:
    assert len(REFUSED) + len(UNSAFE_PATHS) + len(FORWARDED) >= 80
