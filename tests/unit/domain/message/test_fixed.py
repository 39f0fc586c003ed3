"""Fixed answers: the head says how long the body is, and edits have the last word on everything else."""

import pytest

from domain.message.edits import Edits
from domain.message.fixed import FixedAnswer, fixed_answer

JSON = b"application/json"


def test_an_answer_says_what_it_is_and_how_long() -> None:
    expected = FixedAnswer(200, ((b"content-type", JSON), (b"content-length", b"2")), b"{}")
    assert fixed_answer(200, b"{}", JSON) == expected


def test_an_answer_without_a_body_has_no_type_and_says_that_it_is_empty() -> None:
    assert fixed_answer(404, b"", None) == FixedAnswer(404, ((b"content-length", b"0"),))


@pytest.mark.parametrize("status", [204, 304])
def test_where_no_length_may_stand_none_does(status: int) -> None:
    assert fixed_answer(status, b"", None) == FixedAnswer(status)


def test_the_type_can_be_edited() -> None:
    edits = Edits(frozenset((b"content-type",)), ((b"content-type", b"application/x"),))
    assert fixed_answer(200, b"{}", JSON, edits).headers == (
        (b"content-length", b"2"),
        (b"content-type", b"application/x"),
    )
