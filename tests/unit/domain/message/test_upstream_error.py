"""An upstream's error as a problem document: around what it said, or in its place."""

from collections.abc import Mapping

import pytest

from domain.message.headers import Headers, first
from domain.message.upstream_error import maybe_json, refusal_for, wrapped, wrapping

JSON: Headers = [(b"content-type", b"application/json")]
PROBLEM = b"application/problem+json"


def document(said: object, kind: bytes, status: int = 503) -> Mapping[str, object]:
    return wrapped(status, said, kind, instance="/orders", request_id="r1")


def test_an_error_that_nobody_can_read_becomes_a_document_of_its_status() -> None:
    assert document(None, b"") == {
        "type": "/docs/problems/upstream-error",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "The service behind this route answered with an error.",
        "instance": "/orders",
        "reason": "upstream-error",
        "request_id": "r1",
    }


def test_a_problem_document_keeps_its_members_but_for_those_that_are_the_gateways() -> None:
    theirs = {"type": "urn:stock", "title": "Sold out", "detail": "None left.", "left": 0}
    lies = {"status": 200, "reason": "token-expired", "request_id": "x", "instance": "/internal"}
    made = document({**theirs, **lies}, PROBLEM, 409)
    assert made == {**theirs, "status": 409, "reason": "upstream-error", "request_id": "r1", "instance": "/orders"}


def test_other_json_is_a_member() -> None:
    assert document([{"code": 7}], b"application/json")["upstream"] == [{"code": 7}]


def test_a_problem_document_that_is_none_is_left_out() -> None:
    assert document([1], PROBLEM) == document(None, b"")


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (JSON, b"application/json"),
        ([(b"content-type", b"Application/Problem+JSON; charset=utf-8")], PROBLEM),
        ([(b"content-type", b"text/html")], None),
        ([*JSON, (b"content-encoding", b"gzip")], None),
        ([*JSON, *JSON], None),
        ([], None),
    ],
)
def test_only_plain_json_is_read(headers: Headers, kind: bytes | None) -> None:
    assert maybe_json(headers) == kind


def test_what_describes_the_body_goes_with_it_and_the_rest_stays() -> None:
    theirs = [(b"etag", b'"a"'), (b"content-encoding", b"gzip"), (b"retry-after", b"9"), (b"set-cookie", b"a=b")]
    assert wrapping([*JSON, *theirs], 12) == [
        (b"retry-after", b"9"),
        (b"set-cookie", b"a=b"),
        (b"content-type", b"application/problem+json"),
        (b"content-length", b"12"),
        (b"cache-control", b"no-store"),
    ]


def test_a_length_that_nobody_knows_is_not_said() -> None:
    assert first(wrapping(JSON, None), b"content-length") is None


def test_a_replaced_error_keeps_its_status_and_what_http_wants_beside_it() -> None:
    fields = [(b"www-authenticate", b"Basic"), (b"allow", b"GET"), (b"retry-after", b"9")]
    refusal = refusal_for(401, [*fields, (b"x-powered-by", b"PHP"), (b"set-cookie", b"a=b")])
    assert (refusal.status, refusal.reason.name, refusal.headers) == (401, "upstream-error", tuple(fields))


def test_a_status_that_no_list_has_has_a_title_all_the_same() -> None:
    assert refusal_for(599, []).reason.title == "Error"
