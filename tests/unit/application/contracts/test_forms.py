"""Forms in parts, through the real parser: what their fields come to, and what is refused as malformed."""

import json
from typing import Any

import pytest

from adapters.schemas.multipart_parts import read_parts
from application.contracts.forms import MOST_FIELDS, no_parts, of_parts
from application.contracts.json_reading import Malformed, read_json
from domain.contract.schema import Schema
from domain.contract.shape import shape_of
from domain.spec.document import Document
from domain.spec.place import Place
from domain.spec.place_map import PlaceMap
from tests.unit.application.contracts.contract_house import TENANT, TEXT, told
from tests.unit.application.house import House

SCHEMA: Any = {
    "type": "object",
    "properties": {
        "n": {"type": "integer"},
        "tags": {"type": "array", "items": {"type": "integer"}},
        "meta": {"type": "object"},
        "photo": {"type": "string", "format": "binary"},
    },
}
SHAPE = shape_of(Schema(SCHEMA, Document("limen:/form", SCHEMA, PlaceMap(Place("a", 1, 1), {}))))

UNNAMED = "A part does not say its name in the one way that every reader reads."
UNFIT = "It is not a form in parts, or a part has too large a head."


def part(name: str, data: bytes, more: str = "", *fields: str) -> bytes:
    head = "\r\n".join((f'Content-Disposition: form-data; name="{name}"{more}', *fields))
    return b"--b\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--b--\r\n"


def value(raw: bytes) -> Any:
    return of_parts(read_parts(raw, "b"), SHAPE, read_json)


def test_a_field_is_what_the_schema_says_that_it_is() -> None:
    raw = form(
        part("n", b"7"), part("tags", b"1"), part("tags", b"2"), part("meta", b'{"a":1}'), part("x", "é".encode())
    )
    assert value(raw) == {"n": 7, "tags": [1, 2], "meta": {"a": 1}, "x": "é"}


def test_a_file_counts_as_a_string_of_its_bytes() -> None:
    raw = form(part("photo", b"\xff\r\n\x00", '; filename="a.png"', "Content-Type: image/png"))
    assert value(raw) == {"photo": "\xff\r\n\x00"}
    assert value(form(part("x", b"\xff", "", "Content-Type: image/png"))) == {"x": "\xff"}


def test_a_part_that_says_that_it_is_json_is() -> None:
    assert value(form(part("x", b"[1]", "", "Content-Type: application/json"))) == {"x": [1]}


def test_a_form_may_have_no_field() -> None:
    assert value(b"--b--") == {}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "It does not begin with its boundary."),
        (b"x\r\n" + form(part("n", b"1")), "It does not begin with its boundary."),
        (part("n", b"1"), "It does not end with its boundary."),
        (form(part("n", b"1")) + b"more", "It does not end with its boundary."),
        (form(part("n", b"1"), b"--b--\r\n"), "A line in it begins like a boundary, and is none."),
        (form(part("n", b"1\n--b\r\nx")), "A boundary in it does not stand behind CR LF."),
        (form(part("n", b"1\r\n--b \r\nx")), UNFIT),
        (form(part("n", b"1\r\n--bc\r\nx")), "A line in it begins like a boundary, and is none."),
        (form(part("n", b"1", "", "x: " + "a" * 5000)), UNFIT),
        (form(part("n", b"1", "", *["x: a"] * 9)), UNFIT),
        (b"--b\r\nx: a--b--", "It ends before its last part does."),
        (form(*[part("n", b"1")] * (MOST_FIELDS + 1)), "It has more than 1000 fields."),
        (form(part("n", b"1"), part("n", b"2")), "The field 'n': It may stand only once."),
        (form(part("n", b"\xff")), "The field 'n': It is not text in UTF-8."),
        (
            form(part("n", b"1", "", "Content-Type: text/plain; charset=utf-16")),
            "The field 'n': Its charset is not utf-8.",
        ),
        (
            form(part("n", b"MQ==", "", "Content-Transfer-Encoding: base64")),
            "The field 'n': What it is can be read in two ways.",
        ),
        (form(part("meta", b"{")), "It is no JSON: line 1, column 2."),
        (form(b"--b\r\n\r\nx\r\n"), UNNAMED),
        (form(part("n", b"1", "; name=m")), UNNAMED),
        (form(b'--b\r\nContent-Disposition: form-data; name="\xff"\r\n\r\nx\r\n'), UNNAMED),
    ],
)  # fmt: skip
def test_what_readers_could_cut_or_read_differently_is_malformed(raw: bytes, said: str) -> None:
    with pytest.raises(Malformed) as caught:
        value(raw)
    assert str(caught.value) == said


def test_without_a_reader_of_parts_none_is_taken() -> None:
    with pytest.raises(Malformed):
        no_parts(b"", "b")


def test_more_parts_than_fields_are_malformed() -> None:
    with pytest.raises(Malformed):
        of_parts([([], b"")] * (MOST_FIELDS + 1), SHAPE, read_json)


FORMS = TEXT.replace("body_limit: 64B", "body_limit: 1KiB").replace(
    "\nroutes:",
    "\nroutes:\n  form: {match: 'POST /form', to: orders, require: public, "
    f"contract: {{body: {{types: {{multipart/form-data: {json.dumps(SCHEMA)}}}}}}}}}",
)


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (form(part("n", b"7")), b"multipart/form-data; boundary=b", 200),
        (form(part("n", b"7")), b'multipart/form-data; boundary="b"', 200),
        (form(part("n", b"x")), b"multipart/form-data; boundary=b", 422),
        (form(part("n", b"7")), b"multipart/form-data; boundary=c", 400),
        (form(part("n", b"7")), b"multipart/form-data; boundary=b; boundary=c", 400),
        (form(part("n", b"7")), b"multipart/form-data", 400),
        (form(part("n", b"7" * 1024)), b"multipart/form-data; boundary=b", 413),
    ],
)
async def test_a_form_goes_on_byte_for_byte_or_not_at_all(raw: bytes, kind: bytes, status: int) -> None:
    one = House(FORMS)
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(raw)), *TENANT]
    reply = await one.ask("POST", b"/form", raw, headers=headers)
    assert reply.status == status
    assert one.orders.bodies == ([raw] if status == 200 else [])
    if status == 422:
        assert told(reply)[2][0]["pointer"] == "/n"
