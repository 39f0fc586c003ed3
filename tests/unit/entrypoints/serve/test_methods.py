"""Methods that the parser does not know."""

import pytest

from entrypoints.serve.methods import disguised


@pytest.mark.parametrize("method", [b"BREW", b"X-PING", b"SEARCH2", b"G"])
def test_an_unknown_method_is_read_under_another_name(method: bytes) -> None:
    assert disguised(method + b" /pot HTTP/1.1\r\n") == (method, b"POST /pot HTTP/1.1\r\n")


@pytest.mark.parametrize(
    "data",
    [
        b"GET /",
        b"M-SEARCH /",
        b"PLAY /",
        b"get /",
        b"Brew /",
        b"BREW/ ",
        b"BREW  /",
        b" BREW /",
        b"",
        b"A" * 33 + b" /",
    ],
)
def test_everything_else_is_the_parsers_to_judge(data: bytes) -> None:
    assert disguised(data) == (None, data)
