"""Texts for every way to match globs."""

import pytest

from domain.analysis import glob_words as walk
from domain.analysis.glob_words import glob_words
from domain.permissions.glob import Glob, parse_glob


def glob(text: str) -> Glob:
    parsed = parse_glob(text)
    assert isinstance(parsed, Glob), parsed
    return parsed


def ways(*globs: str) -> set[tuple[bool, ...]]:
    found = glob_words(map(glob, globs), 1)
    assert found.is_complete
    return {tuple(glob(one).matches(text) for one in globs) for text in found.texts}


def test_every_way_is_met_and_none_that_there_is_not() -> None:
    assert ways("a*") == {(True,), (False,)}
    assert ways("a*", "*b") == {(True, True), (True, False), (False, True), (False, False)}
    assert ways("a*", "ab*") == {(True, True), (True, False), (False, False)}
    assert ways("abc", "a*") == {(True, True), (False, True), (False, False)}


def test_without_globs_there_is_nothing_to_say() -> None:
    assert glob_words((), 2).texts == ()


def test_there_are_as_many_different_texts_of_a_way_as_are_wanted() -> None:
    found = [text for text in glob_words([glob("a*")], 3).texts if text.startswith("a")]
    assert len(found) >= 3


def test_a_letter_that_globs_have_is_no_new_one() -> None:
    letters = "onabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    assert "\xe0" in "".join(glob_words([glob(letters)], 1).texts)


def test_what_would_take_too_long_is_cut_off_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MOST_STATES", 3)
    assert not glob_words([glob("a*b"), glob("*c*")], 1).is_complete
