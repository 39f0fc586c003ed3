"""Entries: what stands there is understood whole, or not at all."""

import pytest

from adapters.revocation.entries import NotUnderstood, read_entry, read_moment, written_entry, written_moment
from domain.identity.revocation import Revocation, Revoked


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({}, "one of"),
        ({"jti": "a", "key": "b"}, "one of"),
        ({"jit": "a"}, "did you mean `jti`"),
        ({"jti": ""}, "empty"),
        ({"jti": "a", "iss": ""}, "empty"),
        ({"subject": "ada"}, "before"),
        ({"jti": "a", "before": "1"}, "before"),
        ({"jti": "a", "until": "tomorrow"}, "no moment"),
        ({"jti": "a", "until": "2026-11-26T12:00:00"}, "no moment"),
        ({"jti": "a", "until": "-1"}, "no moment"),
        ({"jti": "a", "until": "1" * 400}, "no moment"),
        ({"jti": "a", "until": "²"}, "no moment"),
    ],
)
def test_what_is_not_understood_says_why(words: dict[str, str], why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        read_entry(words)


def test_moments_are_written_in_either_way() -> None:
    assert read_moment("1795694400") == read_moment("2026-11-26T12:00:00Z") == read_moment("2026-11-26T13:00:00+01:00")
    assert written_moment(1795694400.9) == "2026-11-26T12:00:00Z"


def test_an_entry_is_read_as_it_is_written() -> None:
    one = Revocation(Revoked.SUBJECT, "ada", before=1795694400.0, until=1795694401.0, iss="idp")
    assert read_entry(written_entry(one)) == one
