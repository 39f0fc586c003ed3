"""Refusals are problem documents, and something else to those who like it better; never more than one way at a time."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.exchange import Exchange
from application.refusing.body import refusal_body
from domain.message.headers import first
from domain.message.override import Override
from domain.message.reason import BODY_INVALID, ROLE_MISSING
from domain.message.refusal import Refusal

BROWSER = b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MISSING = Refusal(ROLE_MISSING, "role manager is missing", ((b"x-further", b"1"),))


def exchange(method: str = "GET") -> Exchange:
    return Exchange("r1", method, "/a<b>", "", "9.9.9.9", started=0.0)


def kind_of(accept: bytes, override: Override | None = None) -> bytes | None:
    return first(refusal_body(MISSING, exchange(), override, accept)[0], b"content-type")


@pytest.mark.parametrize(
    "accept", [b"", b"*/*", b"application/json", b"image/png", b"text/html;q=much", b"\xff,text/html"]
)
def test_whoever_does_not_clearly_like_something_else_better_gets_the_problem_document(accept: bytes) -> None:
    headers, body = refusal_body(MISSING, exchange(), accept=accept)
    assert first(headers, b"content-type") == b"application/problem+json"
    document: dict[str, Any] = json.loads(body)
    assert (document["reason"], document["instance"]) == ("role-missing", "/a<b>")


def test_a_browser_gets_a_page_and_a_reader_of_text_a_text() -> None:
    assert kind_of(BROWSER) == b"text/html; charset=utf-8"
    assert kind_of(b"text/plain, application/json;q=0.5") == b"text/plain; charset=utf-8"


def test_a_routes_own_words_are_the_same_for_everybody() -> None:
    assert kind_of(BROWSER, Override(b"application/json", '{"no": "{reason}"}')) == b"application/json"


@pytest.mark.parametrize("accept", [b"", BROWSER, b"text/plain"])
def test_head_has_the_length_of_the_body_that_it_does_not_get(accept: bytes) -> None:
    headers, body = refusal_body(MISSING, exchange(), accept=accept)
    of_head, nothing = refusal_body(MISSING, exchange("HEAD"), accept=accept)
    assert (of_head, nothing) == (headers, b"")
    assert first(headers, b"content-length") == b"%d" % len(body)
    assert [first(headers, name) for name in (b"cache-control", b"x-request-id", b"x-further")] == [
        b"no-store",
        b"r1",
        b"1",
    ]


@given(
    st.binary(max_size=80)
    | st.lists(st.sampled_from((b"text/html", b"text/*;q=0", b"*/*", b";q=0.1", b"text/plain"))).map(b",".join)
)
def test_whatever_is_accepted_nothing_of_why_is_told_and_the_reason_is(accept: bytes) -> None:
    headers, body = refusal_body(MISSING, exchange(), accept=accept)
    assert b"role-missing" in body
    assert b"manager" not in body
    assert (first(headers, b"content-length") or b"") == b"%d" % len(body)
    assert b"<b>" not in body or first(headers, b"content-type") == b"application/problem+json"


def test_what_a_refusal_says_beside_is_on_the_page_and_in_the_text_and_is_no_markup() -> None:
    refusal = Refusal(BODY_INVALID, members={"errors": [{"in": "query", "name": "<script>alert(1)</script>"}]})
    page = refusal_body(refusal, exchange(), accept=BROWSER)[1]
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert b"<script" not in page
    assert b'"name": "<script>' in refusal_body(refusal, exchange(), accept=b"text/plain")[1]
