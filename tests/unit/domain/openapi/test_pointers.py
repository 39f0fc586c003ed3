"""References and pointers: there and back, and into nothing."""

from domain.openapi.pointers import MISSING, anchor_at, members, pointer_of, split, value_at, written
from domain.spec.document import Json

DOCUMENT: dict[str, Json] = {"a/b": [{"~": 1}], "c": {"$anchor": "here"}, "d": [{"$dynamicAnchor": "there"}]}


def test_a_reference_is_a_file_and_a_fragment_without_escapes() -> None:
    assert split("a%20b.yaml#/c%7Ed") == ("a b.yaml", "/c~d")
    assert split("#/a") == ("", "/a")
    assert split("a.yaml") == ("a.yaml", "")


def test_a_pointer_is_read_and_written_with_its_escapes() -> None:
    assert pointer_of("/a~1b/0/~0") == ("a/b", "0", "~")
    assert written(("a/b", "0", "~")) == "#/a~1b/0/~0"
    assert written(("/a/{id}", "ä b")) == "#/~1a~1%7Bid%7D/%C3%A4%20b"
    assert pointer_of("") == ()
    assert pointer_of("anchor") is None


def test_a_value_is_found_or_missing() -> None:
    assert value_at(DOCUMENT, ("a/b", "0", "~")) == 1
    for pointer in (("x",), ("a/b", "1"), ("a/b", "x"), ("a/b", "0", "~", "y")):
        assert value_at(DOCUMENT, pointer) is MISSING


def test_an_anchor_is_found_wherever_it_stands() -> None:
    assert anchor_at(DOCUMENT, "here") == ("c",)
    assert anchor_at(DOCUMENT, "there") == ("d", "0")
    assert anchor_at(DOCUMENT, "nowhere") is None


def test_what_is_no_mapping_has_no_members() -> None:
    assert members(DOCUMENT) == DOCUMENT
    assert members([1]) == {}
