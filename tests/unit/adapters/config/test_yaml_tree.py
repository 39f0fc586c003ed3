"""The tree shows what was written and refuses what YAML can do beyond data."""

from itertools import pairwise

import pytest

from tests.fakes.gateway_text import faults_of, read


def _codes(text: str) -> list[str]:
    return [fault.code for fault in faults_of(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("server: &a {}\n", ["yaml-anchor"]),
        ("server: *a\n", ["yaml-alias"]),
        ("server: {<<: {}}\n", ["yaml-merge"]),
        ("&a server: {}\n", ["yaml-anchor"]),
        ("server: !!map {}\n", ["yaml-tag"]),
        ("server: {body_limit: ! 1MiB}\n", ["yaml-tag"]),
        ("server: {}\nserver: {}\n", ["key-twice"]),
        ("routes: {}\n---\nversion: 1\n", ["yaml-documents"]),
        ("server: {1: x}\n", ["key-not-text"]),
        ("server: {no: x}\n", ["yaml-ambiguous"]),
        ("server: {{a: b}: x}\n", ["key-not-text"]),
    ],
)
def test_what_is_more_than_data_is_refused_once(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_a_quoted_merge_key_is_a_key_like_another() -> None:
    assert _codes('server: {"<<": {}}\n') == ["key-unknown"]


def test_a_key_written_twice_is_found_at_any_depth_and_names_its_first_place() -> None:
    (fault,) = faults_of("server: {cors: {origins: ['https://a.example'], max_age: 1m, max_age: 2m}}\n")
    assert (fault.code, str(fault.at)) == ("key-twice", "gateway.yaml:3:62")
    assert "3:49" in fault.message


def test_an_alias_bomb_is_refused_where_it_is_laid() -> None:
    bomb = "a: &a [x]\n" + "".join(f"{new}: &{new} [{f'*{old},' * 9}]\n" for old, new in pairwise("abcdefgh"))
    assert set(_codes(bomb)) == {"yaml-anchor", "yaml-alias", "key-unknown"}


def test_a_document_may_begin_and_end_with_its_marks() -> None:
    assert not isinstance(read("%YAML 1.2\n---\nversion: 1\n...\n"), tuple)


def test_a_status_is_a_key_without_quotes_and_another_number_is_none() -> None:
    text = "version: 1\ndefaults: {{errors: {{{}: wrap}}}}\n"
    assert "key-not-text" not in _codes(text.format("404"))
    assert "key-not-text" in _codes(text.format("4044"))
