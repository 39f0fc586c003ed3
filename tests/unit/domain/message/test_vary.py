"""Vary: says Accept-Encoding once, in whatever form it was there before."""

import pytest

from domain.message.headers import Headers, values
from domain.message.vary import varying


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], [b"accept-encoding"]),
        ([b""], [b"", b"accept-encoding"]),
        ([b"Origin"], [b"Origin, accept-encoding"]),
        ([b"Origin,"], [b"Origin, accept-encoding"]),
        ([b"Origin", b"Accept"], [b"Origin", b"Accept, accept-encoding"]),
        ([b"Accept-Encoding"], [b"Accept-Encoding"]),
        ([b"Origin , ACCEPT-ENCODING", b"Accept"], [b"Origin , ACCEPT-ENCODING", b"Accept"]),
        ([b"*"], [b"*"]),
        ([b"Origin", b"*"], [b"Origin", b"*"]),
    ],
)
def test_accept_encoding_is_added_to_what_is_there_and_never_twice(before: list[bytes], after: list[bytes]) -> None:
    assert values(varying([(b"vary", value) for value in before]), b"vary") == after


def test_other_fields_keep_their_places() -> None:
    headers: Headers = [(b"a", b"1"), (b"vary", b"Origin"), (b"b", b"2")]
    assert varying(headers) == [(b"a", b"1"), (b"vary", b"Origin, accept-encoding"), (b"b", b"2")]


def test_it_may_be_another_field_that_decides() -> None:
    assert varying([(b"vary", b"origin")], b"accept") == [(b"vary", b"origin, accept")]
    assert varying([], b"accept") == [(b"vary", b"accept")]
