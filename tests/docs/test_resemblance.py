"""What counts as the same, when a page shows it and a program prints it."""

import pytest

from tests.docs.resemblance import resembles

PRINTED = "HTTP/1.1 200 OK\ndate: today\n\nGET /notes/1\n"


@pytest.mark.parametrize(
    "shown",
    [
        PRINTED,
        "HTTP/1.1 200 OK\ndate: …\n\nGET /notes/1\n",
        "HTTP/1.1 … OK\n…\n",
        "…\nGET /notes/1\n",
        "HTTP/1.1 200 OK\n…\ndate: today\n\n…/1\n",
    ],
)
def test_what_is_left_out_may_be_anything(shown: str) -> None:
    assert resembles(PRINTED, shown)


@pytest.mark.parametrize(
    "shown", ["HTTP/1.1 200 OK\n", "HTTP/1.1 404 …\n…\n", "…\ndate: …\n", "…GET /notes/1\n", PRINTED + "and more\n", ""]
)
def test_what_is_there_must_be_the_same(shown: str) -> None:
    assert not resembles(PRINTED, shown)
