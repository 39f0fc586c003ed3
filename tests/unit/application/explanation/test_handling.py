"""What becomes of a call and its answer beside forwarding is told, each with the key that asks for it."""

import json

import pytest

from application.decisions.question import asked
from application.explanation.document import document, revived
from application.explanation.explaining import explained
from application.explanation.explanation import Explanation
from application.explanation.words import lines
from entrypoints.offline import decider
from tests.unit.application.house import CONFIG, plan_of

NOW = 1_800_000_000.0  # in January 2027
KEYS = """
  all:
    match: "GET /all/{id}"
    to: orders
    require: public
    websocket: {}
    deprecated: {since: 2026-01-01, sunset: 2028-01-01, after_sunset: refuse}
    contract: {query: {page: {type: integer}}, unknown_query: refuse, answers: {200: true}, check_answers: report,
      sample: 10%}
    errors: {404: replace, 5XX: wrap}
    etag: true
    cache: {control: private 1m, keep: true}
    security: {ready: api, without: [x-frame-options], keep: true}
  gone:
    match: "GET /gone"
    to: orders
    require: authenticated
    deprecated: {since: 2026-01-01, sunset: 2026-06-01, after_sunset: refuse}  # gone
  joint:
    match: "GET /joint"
    require: public
    compose: {parts: {one: {get: /a, from: orders}, two: {get: /b, from: orders}}}
  loose:
    match: "GET /loose"
    to: orders
    require: public
    contract: {requests: ignore}
    deprecated: {since: 2026-01-01}
    cache: no-store
    security: site
"""
TEXT = CONFIG.rstrip("\n") + KEYS
PLAN = plan_of(TEXT)


def explanation(target: str, headers: dict[str, str] | None = None) -> Explanation:
    question = asked("GET", target, headers, moment=NOW)
    return explained(PLAN, question, decider(PLAN).decide(question))


def told(found: Explanation) -> dict[str, str]:
    assert found.sending is not None
    return {one.key: one.says for one in found.sending.handled}


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if text in line)


def test_each_key_is_told_in_the_order_in_which_a_call_meets_it() -> None:
    found = told(explanation("/all/7"))
    assert list(found) == ["deprecated", "contract", "errors", "etag", "cache", "security"]
    assert found["deprecated"] == (
        "since Thu, 01 Jan 2026 00:00:00 GMT, until Sat, 01 Jan 2028 00:00:00 GMT, refused from then on"
    )
    assert found["contract"] == (
        "parameters of the query that nobody described are refused; answers are only reported on, 10% of them"
    )
    assert found["errors"] == "of the upstream: 404 replace, 500-599 wrap"
    assert "304" in found["etag"]
    assert found["cache"] == "private, max-age=60 where the upstream says nothing of it; errors keep their own word"
    assert found["security"].startswith("strict-transport-security, x-content-type-options, ")
    assert found["security"].endswith(", where the upstream does not say them")


def test_each_is_told_with_the_line_that_asks_for_it() -> None:
    sending = explanation("/all/7").sending
    assert sending is not None
    places = {one.key: one.at.line for one in sending.handled if one.at is not None}
    keys = ("deprecated", "contract", "errors", "cache", "security")
    assert places == {key: line_of(f"    {key}: ") for key in keys}


def test_what_is_not_said_is_not_told() -> None:
    assert told(explanation("/open/a")) == {}
    assert told(explanation("/loose")) == {
        "deprecated": "since Thu, 01 Jan 2026 00:00:00 GMT",
        "cache": "no-store; errors keep their own word",
        "security": told(explanation("/loose"))["security"],
    }
    assert "where the upstream" not in told(explanation("/loose"))["security"]


def test_a_composed_answer_has_a_tag_without_being_asked() -> None:
    assert list(told(explanation("/joint"))) == ["etag"]


def test_a_websocket_has_no_answer() -> None:
    handshake = {
        "connection": "upgrade", "upgrade": "websocket", "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    assert list(told(explanation("/all/7", handshake))) == ["deprecated", "contract"]


def test_it_is_written_and_read_back() -> None:
    found = explanation("/all/7")
    assert "errors: of the upstream: 404 replace, 500-599 wrap" in [line.text for line in lines(found)]
    assert revived(json.loads(json.dumps(document(found)))).sending is not None
    assert document(found)["sending"]["handled"][2]["key"] == "errors"


@pytest.mark.parametrize(
    ("target", "status", "stage", "key"),
    [
        ("/gone", 410, "route", "refuse}  # gone"),
        ("/all/7?page=x", 400, "contract", "    contract:"),
    ],
)
def test_a_refusal_by_a_key_ends_at_its_stage_and_line(target: str, status: int, stage: str, key: str) -> None:
    ruling = explanation(target).decision
    assert (ruling.status, ruling.stage) == (status, stage)
    assert ruling.at is not None
    assert ruling.at.line == line_of(key)


@pytest.mark.parametrize(("accept", "kind"), [("text/html", "page"), ("text/plain", "text"), ("*/*", "problem")])
def test_a_refusal_is_told_in_the_form_that_the_caller_would_read(accept: str, kind: str) -> None:
    answer = explanation("/orders", {"accept": accept}).answer
    assert answer is not None
    assert answer.kind == kind
