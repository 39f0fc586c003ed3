"""Compression: which answers may be compressed, and what their heads say then."""

import pytest

from domain.message.compression import DEFAULT_TYPES, Compression, Outcome
from domain.message.headers import Header, Headers, first
from domain.message.media_type import MediaTypes
from tests.unit.domain.builders import request

TERMS = Compression(("zstd", "br", "gzip"), MediaTypes.of(DEFAULT_TYPES), min_size=1000)
JSON = (b"content-type", b"application/json; charset=utf-8")


def applied(*headers: Header, accepts: bytes = b"gzip", status: int = 200, method: str = "GET") -> Outcome:
    asked = request(method, headers=[(b"accept-encoding", accepts)])
    return TERMS.applied(asked, status, list(headers))


def test_a_compressed_answer_says_so_and_no_longer_what_is_true_of_its_plain_bytes_only() -> None:
    outcome = applied(
        (b"server", b"x"), JSON, (b"content-length", b"1000"), (b"etag", b'"v1"'), (b"accept-ranges", b"bytes")
    )
    expected: Headers = [
        (b"server", b"x"), JSON, (b"etag", b'W/"v1"'), (b"vary", b"accept-encoding"), (b"content-encoding", b"gzip"),
    ]  # fmt: skip
    assert outcome == Outcome("gzip", expected)


def test_a_body_of_unknown_length_is_compressed() -> None:
    assert applied(JSON).encoding == "gzip"


@pytest.mark.parametrize("status", [200, 201, 203, 404, 500, 503])
def test_whole_answers_of_any_status_are_compressed(status: int) -> None:
    assert applied(JSON, status=status).encoding == "gzip"


def test_the_head_of_a_head_is_that_of_a_get() -> None:
    assert applied(JSON, (b"content-length", b"1000"), method="HEAD") == applied(JSON)


def test_where_the_caller_wants_none_the_answer_stays_but_caches_are_told() -> None:
    plain: Headers = [JSON, (b"content-length", b"5000"), (b"etag", b'"v1"')]
    assert applied(*plain, accepts=b"identity") == Outcome(None, [*plain, (b"vary", b"accept-encoding")])


@pytest.mark.parametrize(
    "header",
    [
        pytest.param((b"content-encoding", b"br"), id="compressed already"),
        pytest.param((b"content-encoding", b"identity"), id="said to be not compressed"),
        pytest.param((b"content-range", b"bytes 0-1/2"), id="a part"),
        pytest.param((b"content-length", b"999"), id="short"),
        pytest.param((b"content-length", b"0"), id="empty"),
        pytest.param((b"content-length", b"many"), id="of no length that is one"),
        pytest.param((b"content-md5", b"x"), id="with the digest of RFC 1864"),
        pytest.param((b"digest", b"sha-256=x"), id="with the digest of RFC 3230"),
        pytest.param((b"repr-digest", b"sha-256=:x:"), id="with a digest of the representation"),
        pytest.param((b"content-digest", b"sha-256=:x:"), id="with a digest of the content"),
        pytest.param((b"signature", b"a=:x:"), id="signed"),
        pytest.param((b"cache-control", b"no-transform"), id="to be left alone"),
        pytest.param((b"cache-control", b"max-age=5 , No-Transform"), id="to be left alone, among others"),
        pytest.param((b"content-type", b"text/plain"), id="of two types"),
    ],
)
def test_such_an_answer_is_not_touched_at_all(header: Header) -> None:
    assert applied(JSON, header) == Outcome(None, [JSON, header])


@pytest.mark.parametrize("said", [b"image/png", b"text/event-stream", b"application/octet-stream", b""])
def test_an_answer_of_another_type_is_not_touched_at_all(said: bytes) -> None:
    assert applied((b"content-type", said)) == Outcome(None, [(b"content-type", said)])


def test_an_answer_of_no_type_is_not_touched_at_all() -> None:
    assert applied((b"content-length", b"5000")) == Outcome(None, [(b"content-length", b"5000")])


@pytest.mark.parametrize("status", [101, 204, 205, 206])
def test_what_has_no_body_or_a_part_of_one_is_not_touched_at_all(status: int) -> None:
    assert applied(JSON, status=status) == Outcome(None, [JSON])


def test_a_304_varies_and_has_the_tag_that_the_caller_knows() -> None:
    asked = request(headers=[(b"accept-encoding", b"gzip"), (b"if-none-match", b'W/"v1"')])
    outcome = TERMS.applied(asked, 304, [(b"etag", b'"v1"')])
    assert outcome == Outcome(None, [(b"etag", b'W/"v1"'), (b"vary", b"accept-encoding")])


@pytest.mark.parametrize(
    "said", [b"text/html", b"application/problem+json", b"application/x-ndjson", b"image/svg+xml", b"application/wasm"]
)
def test_what_is_worth_it_is_compressed_where_no_types_are_named(said: bytes) -> None:
    assert first(applied((b"content-type", said)).headers, b"content-encoding") == b"gzip"
