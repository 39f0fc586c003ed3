"""Accept-Encoding: the caller's weights decide, then the server's order; silence and doubt leave the answer alone."""

import pytest

from domain.message.accept_encoding import preferred

ALL = ("zstd", "br", "gzip")


def chosen(*said: bytes, offered: tuple[str, ...] = ALL) -> str | None:
    return preferred([(b"accept-encoding", one) for one in said], offered)


@pytest.mark.parametrize(
    ("said", "coding"),
    [
        pytest.param(b"gzip", "gzip", id="one"),
        pytest.param(b"gzip, deflate, br, zstd", "zstd", id="the server's order among equals"),
        pytest.param(b"gzip;q=1.0, br;q=0.9, zstd;q=0.8", "gzip", id="the caller's weights before it"),
        pytest.param(b"GZIP", "gzip", id="in capitals"),
        pytest.param(b"x-gzip", "gzip", id="by its old name"),
        pytest.param(b"gzip ; q=0.5\t,\tbr;Q=0.4", "gzip", id="with blanks"),
        pytest.param(b"*", "zstd", id="any"),
        pytest.param(b"zstd;q=0, *", "br", id="any but one"),
        pytest.param(b"*;q=0.1, gzip;q=0.2", "gzip", id="one rather than any"),
        pytest.param(b"gzip, identity", "gzip", id="as much as none at all"),
        pytest.param(b"gzip;q=0.001", "gzip", id="hardly"),
        pytest.param(b"gzip, identity;q=0", "gzip", id="only if coded"),
        pytest.param(b", gzip,,", "gzip", id="with empty elements"),
    ],
)
def test_the_coding_that_the_caller_likes_best_is_taken(said: bytes, coding: str) -> None:
    assert chosen(said) == coding


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"identity", id="none"),
        pytest.param(b"deflate", id="one that there is not"),
        pytest.param(b"gzip;q=0", id="not this one"),
        pytest.param(b"gzip;q=0.000", id="not this one, said at length"),
        pytest.param(b"*;q=0", id="not any"),
        pytest.param(b"identity, gzip;q=0.5", id="none rather than one"),
        pytest.param(b"br;q=0, gzip;q=0.5, zstd;q=0, *", id="any other, and none is one of them"),
        pytest.param(b"gzip;q=2", id="a weight beyond one"),
        pytest.param(b"gzip;q=0.1234", id="a weight of four digits"),
        pytest.param(b"gzip;q=", id="an empty weight"),
        pytest.param(b"gzip;q=-1", id="a weight below nothing"),
        pytest.param(b"gzip;q=nan", id="a weight that is no number"),
        pytest.param(b"gzip;level=9", id="a parameter that there is not"),
        pytest.param(b"gzip br", id="a missing comma"),
        pytest.param(b"gzip, gzip;q=0", id="a contradiction"),
        pytest.param(b"\xff", id="no token"),
    ],
)
def test_otherwise_the_answer_stays_as_it_is(said: bytes) -> None:
    assert chosen(said) is None


def test_a_caller_who_does_not_say_gets_the_answer_as_it_is() -> None:
    assert chosen() is None


def test_several_fields_are_read_as_one() -> None:
    assert chosen(b"gzip;q=0.5", b"br") == "br"


def test_only_what_is_offered_is_taken() -> None:
    assert chosen(b"zstd, br, gzip", offered=("gzip",)) == "gzip"
    assert chosen(b"gzip", offered=()) is None
