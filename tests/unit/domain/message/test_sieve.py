"""The sieve: what travels on, whatever was asked of it before."""

from domain.message.forwarding import poses
from domain.message.headers import Headers, named
from domain.message.sieve import LONGEST_NAME, MOST_NAMES, Sieve

SENT: Headers = [
    (b"accept", b"*/*"),
    (b"connection", b"keep-alive"),
    (b"x-a", b"1"),
    (b"x_a", b"2"),
    (b"x-forwarded-port", b"1"),
    (b"accept", b"text/html"),
]


def passed(sieve: Sieve, headers: Headers) -> Headers:
    return sieve.passed(headers, named(headers))


def test_what_is_dropped_is_dropped_in_every_spelling_and_the_rest_keeps_its_order() -> None:
    sieve = Sieve(frozenset((b"x-a",)))
    for _ in range(2):  # the second time by heart
        assert passed(sieve, SENT) == [(b"accept", b"*/*"), (b"x-forwarded-port", b"1"), (b"accept", b"text/html")]


def test_names_by_which_somebody_poses_are_dropped() -> None:
    assert (b"x-forwarded-port", b"1") not in passed(Sieve(poses=poses), SENT)


def test_what_connection_names_is_dropped_for_this_message_only() -> None:
    sieve = Sieve()
    assert passed(sieve, [(b"connection", b"close, x-a"), (b"x-a", b"1"), (b"x_a", b"2")]) == []
    assert passed(sieve, [(b"connection", b"close"), (b"x-a", b"1")]) == [(b"x-a", b"1")]


def test_a_connection_that_comes_twice_is_read_whole() -> None:
    twice = [(b"connection", b"x-a"), (b"connection", b"keep-alive"), (b"x-a", b"1")]
    assert passed(Sieve(), twice) == []


def test_names_that_callers_make_up_are_not_remembered_without_end() -> None:
    sieve = Sieve(frozenset((b"x-1",)))
    made_up = [(b"x-%d" % number, b"") for number in range(2 * MOST_NAMES)]
    assert passed(sieve, made_up) == [header for header in made_up if header[0] != b"x-1"]
    assert len(sieve) == MOST_NAMES


def test_nor_are_long_ones() -> None:
    sieve = Sieve()
    assert len(passed(sieve, [(b"x" * (LONGEST_NAME + 1), b"")])) == 1
    assert not sieve
