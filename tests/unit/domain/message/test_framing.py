"""Framing: whether a body is announced, and how long it says it is."""

import pytest

from domain.message.framing import Announced, announced_body, framing_fault
from domain.message.headers import Headers, named


@pytest.mark.parametrize(
    ("headers", "announced"),
    [
        pytest.param([], None, id="nothing is announced"),
        pytest.param([(b"content-length", b"0")], Announced(0), id="an empty body"),
        pytest.param([(b"content-length", b"12")], Announced(12), id="a length"),
        pytest.param([(b"transfer-encoding", b"chunked")], Announced(None), id="chunks"),
        pytest.param([(b"content-length", b"5"), (b"transfer-encoding", b"chunked")], Announced(None), id="both"),
        pytest.param([(b"content-length", b"-1")], None, id="a negative length"),
        pytest.param([(b"content-length", b"1_0")], None, id="a length with an underscore"),
        pytest.param([(b"content-length", b"")], None, id="an empty length"),
    ],
)
def test_a_body_is_announced_by_its_length_or_by_chunks(headers: Headers, announced: Announced | None) -> None:
    assert announced_body(named(headers)) == announced


@pytest.mark.parametrize(
    ("version", "headers", "is_sound"),
    [
        ("1.1", [], True),
        ("1.1", [(b"content-length", b"007")], True),
        ("1.1", [(b"transfer-encoding", b"Chunked")], True),
        ("1.1", [(b"content-length", b"5"), (b"transfer-encoding", b"chunked")], False),
        ("1.0", [(b"transfer-encoding", b"chunked")], False),
        ("1.1", [(b"transfer-encoding", b"gzip, chunked")], False),
        ("1.1", [(b"transfer-encoding", b"chunked"), (b"transfer-encoding", b"chunked")], False),
        ("1.1", [(b"content-length", b"5"), (b"content-length", b"5")], False),
        ("1.1", [(b"content-length", b"5, 5")], False),
        ("1.1", [(b"content-length", b"+5")], False),
        ("1.1", [(b"content-length", b"1" * 19)], False),
    ],
)
def test_a_body_whose_end_could_be_read_in_two_ways_is_told(version: str, headers: Headers, is_sound: bool) -> None:
    assert (framing_fault(version, headers) is None) == is_sound
