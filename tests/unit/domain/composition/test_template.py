"""Addresses of parts, filled with whatever a value may be."""

from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.composition.pointer import MISSING
from domain.composition.reference import Origin, Reference
from domain.composition.template import BadTemplate, Template, Unfilled, parse_template
from domain.message.path import Path, read_path


def template(text: str) -> Template:
    parsed = parse_template(text)
    assert isinstance(parsed, Template), parsed
    return parsed


def filled(text: str, value: object) -> bytes | Unfilled:
    return template(text).filled(lambda _: value)


def test_values_are_written_where_they_are_named() -> None:
    known = {"{id}": 7, "{orders:/0/x}": "a b/&=?#é", "{query.on}": True}
    target = template("/v2/{id}/x?q={orders:/0/x}&on={query.on}&lit=1").filled(lambda one: known[str(one)])
    assert target == b"/v2/7/x?q=a%20b%2F%26%3D%3F%23%C3%A9&on=true&lit=1"
    assert template("/all").filled(lambda _: MISSING) == b"/all"
    assert filled("/a/{id}.json", False) == b"/a/false.json"
    assert filled("/a/{id}", 1.5) == b"/a/1.5"


@pytest.mark.parametrize("value", ["..", ".", "a/b", "a\\b", "a;b", "a\r\nb", "\0", "%2e%2e", "a%2f..", "\ud800"])
def test_a_value_that_makes_no_segment_makes_no_path(value: str) -> None:
    outcome = filled("/users/{id}", value)
    assert isinstance(outcome, Unfilled)
    assert not outcome.is_missing


@pytest.mark.parametrize("value", [[], {}, "", "\ud800"])
def test_what_is_no_text_number_or_truth_value_fits_nowhere(value: object) -> None:
    for text in ("/users/{id}", "/users?id={id}"):
        outcome = filled(text, value)
        assert isinstance(outcome, Unfilled)
        assert not outcome.is_missing


@pytest.mark.parametrize("value", [MISSING, None])
def test_what_is_not_there_is_said_to_be_missing(value: object) -> None:
    assert filled("/users?a=1&id={id}", value) == Unfilled(Reference(Origin.PATH, "id"), is_missing=True)


def test_keys_of_a_join_go_out_with_commas_or_each_by_itself() -> None:
    assert filled("/items?ids={join.ids}&x=1", ("7", "a b")) == b"/items?ids=7,a%20b&x=1"
    assert filled("/items?x=1&id={join.ids*}&y=2", ("7", "a,b")) == b"/items?x=1&id=7&id=a%2Cb&y=2"
    assert filled("/items?id={join.ids*}", ("7",)) == b"/items?id=7"


def test_a_key_with_a_comma_cannot_be_told_from_two() -> None:
    assert isinstance(filled("/items?ids={join.ids}", ("a,b", "c")), Unfilled)
    assert isinstance(filled("/items?ids={join.ids}", ("\ud800",)), Unfilled)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("users", "begins with /"),
        ("/users#a", "percent-encoded"),
        ("/us ers", "percent-encoded"),
        ("/usérs", "percent-encoded"),
        ("/users/{", "a brace"),
        ("/users/}", "a brace"),
        ("/users?", "nothing follows"),
        ("/users/{a b}", "names nothing"),
        ("/users/{}", "names nothing"),
        ("/a/../b", "a dot segment"),
        ("/a//b", "an empty segment"),
        ("/items/{join.ids}", "stands in the query"),
        ("/items?a=b{join.ids*}", "the whole value"),
    ],
)
def test_what_is_no_address(text: str, why: str) -> None:
    parsed = parse_template(text)
    assert isinstance(parsed, BadTemplate)
    assert why in parsed.why


def test_an_address_is_told_with_what_is_known() -> None:
    known = {"{id}": "a b"}
    told = template("/u/{id}/{x:/y}?a={query.b}&c={id}").told(lambda one: known.get(str(one), MISSING))
    assert told == "/u/a%20b/{x:/y}?a={query.b}&c=a%20b"
    assert [str(one) for one in template("/u/{id}?a={query.b}").references] == ["{id}", "{query.b}"]


@given(some.text(), some.text())
def test_whatever_a_value_is_it_stays_one_segment_and_one_parameter(one: str, other: str) -> None:
    known = {"{id}": one, "{query.q}": other}
    target = template("/users/{id}/x?q={query.q}&z=1").filled(lambda reference: known[str(reference)])
    if isinstance(target, Unfilled):
        return
    path, _, query = target.partition(b"?")
    read = read_path(path)
    assert isinstance(read, Path)
    assert [unquote(segment.decode()) for segment in read.segments] == ["users", one, "x"]
    assert parse_qsl(query.decode(), keep_blank_values=True) == [("q", other), ("z", "1")]
    assert target.isascii()
    assert not {*target} & {*b"\r\n "}
