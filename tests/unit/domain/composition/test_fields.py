"""Paths of fields, in their two spellings."""

from domain.composition.fields import parse_field


def test_a_field_is_named_by_dots_or_where_names_have_dots_by_slashes() -> None:
    assert parse_field("name") == ("name",)
    assert parse_field("address.city") == ("address", "city")
    assert parse_field("/a.b/c~1d") == ("a.b", "c/d")


def test_what_names_nothing() -> None:
    assert [parse_field(text) for text in ("", ".", "a..b", "a.", "/~5")] == [None] * 5
