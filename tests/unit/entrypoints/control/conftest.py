"""What the tests of a room have opened is closed after each of them."""

from collections.abc import Iterator

import pytest

from tests.unit.entrypoints.control.house import OPENED


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop()()
