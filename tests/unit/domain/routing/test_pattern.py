"""Patterns: whole segments, held in the spelling that paths have."""

import pytest

from domain.routing.pattern import BadPattern, parse_pattern
from tests.unit.domain.builders import path, pattern


@pytest.mark.parametrize(
    ("written", "segments"),
    [
        ("/", (b"",)),
        ("/orders", (b"orders",)),
        ("/orders/", (b"orders", b"")),
        ("/orders/{order_id}", (b"orders", None)),
        ("/{a}/{b}/", (None, None, b"")),
        ("/%6frders/%c3%bc", (b"orders", b"%C3%BC")),
    ],
)
def test_a_pattern_is_its_segments(written: str, segments: tuple[bytes | None, ...]) -> None:
    parsed = pattern(written)
    assert (parsed.segments, parsed.open_ended, parsed.text) == (segments, False, written)


@pytest.mark.parametrize(
    ("written", "segments", "rest"),
    [("/{rest*}", (), "rest"), ("/files/{name*}", (b"files",), "name"), ("/{a}/{b*}", (None,), "b")],
)
def test_a_pattern_may_end_in_a_rest(written: str, segments: tuple[bytes | None, ...], rest: str) -> None:
    parsed = pattern(written)
    assert (parsed.segments, parsed.rest, parsed.open_ended) == (segments, rest, True)


@pytest.mark.parametrize(
    ("written", "segments"), [("/", ()), ("/search", (b"search",)), ("/search/", (b"search",)), ("/{a}", (None,))]
)
def test_a_prefix_is_open_ended_and_its_final_slash_says_nothing(
    written: str, segments: tuple[bytes | None, ...]
) -> None:
    parsed = pattern(written, prefix=True)
    assert (parsed.segments, parsed.rest, parsed.open_ended) == (segments, None, True)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "a path starts with /"),
        ("orders", "a path starts with /"),
        ("*", "a path starts with /"),
        ("//", "`` can never match: an empty segment"),
        ("/a//b", "`` can never match: an empty segment"),
        ("/a//{rest*}", "`` can never match: an empty segment"),
        ("/a/../b", "`..` can never match: a dot segment"),
        ("/%2e", "`%2e` can never match: a dot segment"),
        ("/a%2fb", "`a%2fb` can never match: an encoded slash, backslash or semicolon"),
        ("/a;b", "`a;b` can never match: a byte or percent-encoding that does not belong in a path"),
        ("/ü", "`ü` can never match: a byte or percent-encoding that does not belong in a path"),
        ("/a?b", "`a?b` can never match: a byte or percent-encoding that does not belong in a path"),
        ("/x{a}", "`x{a}` is not a whole-segment parameter: {name}, or {name*} at the end"),
        ("/{a*}/b", "`{a*}` is not a whole-segment parameter: {name}, or {name*} at the end"),
        ("/{}", "`{}` is not a whole-segment parameter: {name}, or {name*} at the end"),
        ("/{1a}", "`{1a}` is not a whole-segment parameter: {name}, or {name*} at the end"),
        ("/a}", "`a}` is not a whole-segment parameter: {name}, or {name*} at the end"),
        ("/{a}/{a}", "the parameter {a} stands twice"),
        ("/{a}/{a*}", "the parameter {a} stands twice"),
    ],
)
def test_what_could_never_match_is_no_pattern(written: str, why: str) -> None:
    assert parse_pattern(written) == BadPattern(why)


def test_a_prefix_with_an_empty_segment_is_no_pattern() -> None:
    assert parse_pattern("/a//", prefix=True) == BadPattern("`` can never match: an empty segment")


def test_a_pattern_is_exact_when_it_takes_no_parameter_and_no_rest() -> None:
    assert pattern("/orders").is_exact
    assert not any(one.is_exact for one in (pattern("/{a}"), pattern("/{a*}"), pattern("/orders", prefix=True)))


def test_a_pattern_knows_the_names_it_gives() -> None:
    assert pattern("/{a}/x/{b*}").names == {"a", "b"}
    assert pattern("/x").names == frozenset()


@pytest.mark.parametrize(
    ("written", "raw", "values"),
    [
        ("/orders/{id}", b"/orders/7", {"id": "7"}),
        ("/{a}/x/{b}", b"/%C3%BC/x/%20", {"a": "ü", "b": " "}),
        ("/files/{rest*}", b"/files/a/%C3%BC", {"rest": "a/ü"}),
        ("/files/{rest*}", b"/files/a/", {"rest": "a/"}),
        ("/files/{rest*}", b"/files/", {"rest": ""}),
        ("/files/{rest*}", b"/files", {"rest": ""}),
        ("/{a}/{rest*}", b"/%252e/b", {"a": "%2e", "rest": "b"}),
    ],
)
def test_parameters_are_decoded_once(written: str, raw: bytes, values: dict[str, str]) -> None:
    assert pattern(written).values(path(raw).segments) == values
