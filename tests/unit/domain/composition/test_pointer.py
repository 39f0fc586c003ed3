"""JSON Pointers, by the examples of RFC 6901, section 5."""

import pytest

from domain.composition.pointer import MISSING, parse_pointer, value_at

RFC = {
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, 'k"l': 6, " ": 7, "m~n": 8,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", RFC), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1), ("/c%d", 2), ("/e^f", 3),
        ("/g|h", 4), ("/i\\j", 5), ('/k"l', 6), ("/ ", 7), ("/m~0n", 8),
    ],
)  # fmt: skip
def test_the_examples_of_the_rfc(text: str, value: object) -> None:
    pointer = parse_pointer(text)
    assert pointer is not None
    assert value_at(RFC, pointer) == value


@pytest.mark.parametrize("text", ["/none", "/foo/2", "/foo/-", "/foo/01", "/foo/-1", "/foo/bar", "/foo/0/x", "/ /0"])
def test_what_is_not_there_is_missing(text: str) -> None:
    pointer = parse_pointer(text)
    assert pointer is not None
    assert value_at(RFC, pointer) is MISSING


def test_null_is_a_value_and_missing_says_its_name() -> None:
    assert value_at({"a": None}, ("a",)) is None
    assert repr(MISSING) == "MISSING"


@pytest.mark.parametrize("text", ["foo", "a/b", "/a~2", "/a~"])
def test_what_is_no_pointer(text: str) -> None:
    assert parse_pointer(text) is None
