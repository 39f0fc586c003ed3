"""Framing: whether a body is announced, and how long it says it is."""

import pytest

from domain.message.framing import Announced, announced_body
from domain.message.headers import Headers


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
    assert announced_body(headers) == announced
