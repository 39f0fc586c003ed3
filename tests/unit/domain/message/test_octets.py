"""Octets: what the tables leave as it is may stand there, and nothing else may."""

import pytest

from domain.message.octets import IN_TARGETS, IN_TOKENS, IN_VALUES

EVERY = [bytes((octet,)) for octet in range(256)]


def kept(table: bytes) -> bytes:
    return b"".join(octet for octet in EVERY if octet.translate(table) == octet)


@pytest.mark.parametrize("table", [IN_TARGETS, IN_TOKENS, IN_VALUES])
def test_what_may_not_stand_there_never_passes_for_what_it_became(table: bytes) -> None:
    for octet in EVERY:
        if octet not in kept(table):
            assert (b"a" + octet).translate(table) != b"a" + octet


def test_a_token_is_of_letters_digits_and_fifteen_marks() -> None:
    assert kept(IN_TOKENS) == bytes(
        sorted(b"!#$%&'*+-.^_`|~" + bytes(filter(lambda one: chr(one).isalnum(), range(128))))
    )


def test_a_value_has_no_control_but_the_tab() -> None:
    assert [one for one in range(256) if one not in kept(IN_VALUES)] == [*range(9), *range(10, 32), 127]


def test_a_target_has_no_control_and_no_space() -> None:
    assert [one for one in range(256) if one not in kept(IN_TARGETS)] == [*range(33), 127]
