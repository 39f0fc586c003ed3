"""Globs: `*` is any run of characters; all else is itself, from the first character to the last."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.permissions.glob import Glob, parse_glob


def glob(text: str) -> Glob:
    parsed = parse_glob(text)
    assert isinstance(parsed, Glob), parsed
    return parsed


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("acme", "acme"),
        ("*@shop.example", "ada@shop.example"),
        ("*@shop.example", "@shop.example"),
        ("acme-*", "acme-"),
        ("acme-*-prod", "acme-eu-prod"),
        ("a*b*c*d", "a-bb-c-d"),
        ("*b*", "b"),
        ("a*b*c*d", "abcbd"),
        ("a*a", "aa"),
        ("*.+[x]*", "y.+[x]"),
        ("*x", "a\nx"),
    ],
)
def test_a_text_of_the_pattern_matches(pattern: str, text: str) -> None:
    assert glob(pattern).matches(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("acme", "acme\n"),
        ("acme", "Acme"),
        ("*@shop.example", "ada@shop.example.evil"),
        ("*@shop.example", "ada@shop-example"),
        ("acme-*", "an-acme-x"),
        ("a*a", "a"),
        ("ab*ba", "aba"),
        ("a*b*c", "acb"),
        ("a*b*bc", "abc"),
        ("*b*", "a"),
        ("a*b*b*c", "abc"),
    ],
)
def test_any_other_text_does_not(pattern: str, text: str) -> None:
    assert not glob(pattern).matches(text)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("a**b", "two stars in a row mean no more than one"),
        ("*", "it matches everything"),
        ("", "it matches everything"),
        ("**", "two stars in a row mean no more than one"),
        ("^acme", "it looks like a regular expression"),
        ("acme$", "it looks like a regular expression"),
    ],
)
def test_what_was_hardly_meant_is_no_pattern(pattern: str, why: str) -> None:
    assert parse_glob(pattern) == why


@given(st.lists(st.text("ab", min_size=1, max_size=2), min_size=1, max_size=4), st.text("ab", max_size=9))
def test_it_agrees_with_a_regular_expression_that_says_the_same(parts: list[str], text: str) -> None:
    expected = re.fullmatch(".*".join(map(re.escape, parts)), text, re.DOTALL)
    assert Glob(tuple(parts)).matches(text) is bool(expected)


def test_no_text_makes_it_slow() -> None:
    hostile = glob("*" + "a*" * 12 + "b")
    started = process_time()
    assert not hostile.matches("a" * 1_000_000)
    assert process_time() - started < 1


def test_it_prints_as_it_was_written() -> None:
    assert str(glob("a*b*")) == "a*b*"
