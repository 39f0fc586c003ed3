"""JSON with no more than RFC 8259 has, and a place for each part."""

import pytest

from adapters.config.openapi.json_text import json_marks, json_value
from adapters.config.openapi.marks import Lines, Wrong, offset_of

TEXT = '{"a": {"b\\n": [1, {"c": "}]\\""}]},\n "d": {}}'


def wrong(text: str) -> Wrong:
    with pytest.raises(Wrong) as raised:
        json_value(text)
    return raised.value


def test_a_value_is_what_json_says() -> None:
    assert json_value(TEXT) == {"a": {"b\n": [1, {"c": '}]"'}]}, "d": {}}
    assert json_value('"\\ud83d\\ude00"') == "\N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("pointer", "found"),
    [((), '{"a"'), (("a",), '"a"'), (("a", "b\n", "0"), "1"), (("a", "b\n", "1", "c"), '"c"'), (("d",), '"d"'),
     (("a", "x"), '"a"')],
)  # fmt: skip
def test_a_pointer_leads_to_where_it_is_written_or_to_what_is_around(pointer: tuple[str, ...], found: str) -> None:
    assert TEXT[offset_of(json_marks(TEXT), pointer) :].startswith(found)


def test_lines_are_counted_as_editors_do() -> None:
    assert str(Lines(TEXT).place("orders.json", TEXT.index('"d"'))) == "orders.json:2:2"


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ('{"a": 1, "b": {"a": 1, "a": 2}}', "key-twice", 23),
        ('{"a": NaN}', "json-syntax", 0),
        ('{"a": 1,}', "json-syntax", 7),
        ('{"a": ' + "9" * 5000 + "}", "json-syntax", 0),
        ("[" * 101, "document-deep", 100),
        ("[" * 100_000, "document-deep", 100),
    ],
)
def test_what_json_has_not_is_refused_where_it_stands(text: str, code: str, offset: int) -> None:
    found = wrong(text)
    assert found.code == code
    assert abs(found.offset - offset) <= 1  # Python 3.13 points at a comma, 3.11 at what follows it
