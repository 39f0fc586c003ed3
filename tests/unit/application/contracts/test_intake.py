from dataclasses import replace
from typing import Any

import pytest

from domain.message.headers import Headers, first
from entrypoints.offline import judges
from tests.fakes import opening
from tests.unit.application.contracts.contract_house import JSON, TENANT, house, posted, told

GOOD = b'{"sku": "a",  "n": 1}'


def named(errors: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(one["in"], one.get("name")) for one in errors]


async def test_what_keeps_its_contract_goes_on_byte_for_byte() -> None:
    one = house()
    reply = await posted(one, b"/place/7?page=2&tags=a&tags=b", GOOD, *JSON, *TENANT, (b"cookie", b"theme=dark"))
    assert (reply.status, one.orders.bodies, one.orders.calls[0].length) == (200, [GOOD], len(GOOD))


async def test_everything_that_is_wrong_with_the_parameters_is_told_at_once() -> None:
    one = house()
    reply = await posted(one, b"/place/x?page=0&page=1&x=1", GOOD, *JSON, (b"cookie", b"theme=blue"))
    status, reason, errors = told(reply)
    assert (status, reason) == (400, "parameter-invalid")
    assert named(errors) == [
        ("query", "x"), ("path", "shop"), ("query", "page"), ("header", "x-tenant"), ("cookie", "theme"),
    ]  # fmt: skip
    assert errors[2]["detail"] == "It may stand only once."
    assert one.orders.calls == []


async def test_every_violation_of_a_body_has_a_pointer_and_no_value_is_shown() -> None:
    reply = await posted(house(), b"/place/7", b'{"n": "secret"}', *JSON, *TENANT)
    status, reason, errors = told(reply)
    assert (status, reason) == (422, "body-invalid")
    assert sorted(errors, key=lambda one: str(one["pointer"]), reverse=True) == [
        {"in": "body", "pointer": "/n", "detail": "It must be an integer."},
        {"in": "body", "pointer": "", "detail": "The member `sku` is missing."},
    ]
    assert b"secret" not in reply.body


async def test_more_than_twenty_are_not_told() -> None:
    reply = await posted(house(), b"/place/7?" + b"&".join(b"q%d=1" % n for n in range(30)), GOOD, *JSON, *TENANT)
    assert len(told(reply)[2]) == 20
    assert b'"more_errors":true' in reply.body


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"sku": "a", "sku": "b"}', 'The member "sku" stands twice in one object.'),
        (b'{"sku"', "It is no JSON: line 1, column 7."),
        (b'{"n": 9007199254740993}', "It has a whole number that not every reader can hold: more than 53 bits."),
        (b'{"n": NaN}', "NaN is no number of JSON."),
        (b"\xff", "It is not text in UTF-8."),
    ],
)
async def test_what_readers_read_differently_is_refused(body: bytes, said: str) -> None:
    status, reason, errors = told(await posted(house(), b"/place/7", body, *JSON, *TENANT))
    assert (status, reason, errors[0]["detail"]) == (400, "body-malformed", said)


async def test_a_body_that_is_needed_has_to_be_there() -> None:
    reply = await house().ask("POST", b"/place/7", headers=[*JSON, *TENANT])
    assert told(reply)[:2] == (400, "body-malformed")


async def test_a_larger_body_than_the_gateway_takes_is_refused_before_it_is_read() -> None:
    assert told(await posted(house(), b"/place/7", b" " * 65, *JSON, *TENANT))[:2] == (413, "body-too-large")


async def test_a_body_that_turns_out_to_be_larger_is_refused_in_the_same_words() -> None:
    chunked = [*JSON, *TENANT, (b"transfer-encoding", b"chunked")]
    reply = await house().ask("POST", b"/place/7", b" " * 40, b" " * 40, headers=chunked)
    assert told(reply)[:2] == (413, "body-too-large")


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-type", b"text/plain")],
        [],
        [(b"content-type", b"application/json; charset=latin-1")],
        [*JSON, (b"content-encoding", b"gzip")],
    ],
)
async def test_another_kind_of_body_is_refused(headers: list[tuple[bytes, bytes]]) -> None:
    reply = await posted(house(), b"/place/7", GOOD, *headers, *TENANT)
    assert told(reply)[:2] == (415, "media-type-unsupported")


async def test_who_sends_another_kind_is_told_which_ones_are_taken() -> None:
    reply = await posted(house(), b"/place/7", GOOD, (b"content-type", b"text/plain"), *TENANT)
    assert first(reply.headers, b"accept-post") == b"application/json, application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "said",
    [
        [*JSON, (b"content-type", b"text/xml")],
        [(b"content-type", b"text/xml"), *JSON],
        [*JSON, (b"content-encoding", b"gzip"), (b"content-encoding", b"identity")],
        [(b"content-type", b"application/json; charset=utf-7; charset=utf-8")],
        [(b"content-type", b"application/json, text/xml")],
        [*JSON, (b"content_type", b"text/xml")],
    ],
)
async def test_what_the_upstream_could_take_for_something_else_is_refused(said: Headers) -> None:
    one = house()
    assert told(await posted(one, b"/place/7", GOOD, *said, *TENANT))[:2] == (415, "media-type-unsupported")
    assert one.orders.calls == []


async def test_a_header_that_some_services_take_for_the_judged_one_is_refused() -> None:
    reply = await posted(house(), b"/place/7", GOOD, *JSON, *TENANT, (b"x_tenant", b"other"))
    assert named(told(reply)[2]) == [("header", "x-tenant")]


async def test_a_large_body_is_judged_beside_the_others_as_a_small_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "judges", lambda: replace(judges(), at_once=1))
    assert (await posted(house(), b"/place/7", GOOD, *JSON, *TENANT)).status == 200
    assert told(await posted(house(), b"/place/7", b"{}", *JSON, *TENANT))[:2] == (422, "body-invalid")


async def test_a_form_s_fields_are_held_against_the_schema() -> None:
    form = (b"content-type", b"application/x-www-form-urlencoded")
    assert (await posted(house(), b"/place/7", b"n=7&a=x%20y", form, *TENANT)).status == 200
    assert told(await posted(house(), b"/place/7", b"n=x", form, *TENANT))[2][0]["pointer"] == "/n"
    assert told(await posted(house(), b"/place/7", b"n=1&n=2", form, *TENANT))[1] == "body-malformed"


async def test_who_takes_none_of_the_answers_is_told_so() -> None:
    reply = await posted(house(), b"/place/7", GOOD, *JSON, *TENANT, (b"accept", b"image/png"))
    assert told(reply)[:2] == (406, "not-acceptable")


async def test_a_contract_that_is_only_reported_on_lets_through_and_tells(caplog: pytest.LogCaptureFixture) -> None:
    one = house()
    assert (await posted(one, b"/told?page=x", b"[]", *JSON)).status == 200
    assert one.orders.bodies == [b"[]"]
    assert "breaks its contract: parameter-invalid: query page: It must be an integer." in caplog.text
    assert "body-invalid: body: It must be an object." in caplog.text
