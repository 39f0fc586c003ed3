"""What a hop says of the time that is left."""

import pytest

from domain.message.deadline import deadline_field, earliest, seconds_given

NAME = b"x-request-timeout-ms"


def test_milliseconds_become_seconds() -> None:
    assert seconds_given([(NAME, b"1500")], NAME) == 1.5


@pytest.mark.parametrize("said", [[], [b""], [b"1", b"2"], [b"-1"], [b"1.5"], [b"1s"], [b"\xb2"], [b"1" * 10]])
def test_anything_else_says_nothing(said: list[bytes]) -> None:
    assert seconds_given([(NAME, value) for value in said], NAME) is None


def test_the_shortest_time_counts() -> None:
    assert earliest(3.0, None, 1.5) == 1.5
    assert earliest(None, None) is None


@pytest.mark.parametrize(("seconds", "said"), [(1.5, b"1500"), (0.0004, b"1"), (-1, b"1")])
def test_what_is_left_is_told_in_whole_milliseconds(seconds: float, said: bytes) -> None:
    assert deadline_field(NAME, seconds) == (NAME, said)
