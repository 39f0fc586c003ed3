"""Loading: what is set apart from the collector is not kept beyond the next load."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from application.ports.config import ConfigSource
from domain.plan.plan import Plan
from entrypoints.loading import loaded
from tests.fakes.config import FakeConfigSource
from tests.unit.domain.builders import route, spec


class Knot:
    """Holds itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def source() -> Iterator[ConfigSource]:
    yield FakeConfigSource(spec(route()))
    gc.unfreeze()


def test_what_was_there_at_one_load_and_is_garbage_at_the_next_is_freed(source: ConfigSource) -> None:
    knot = Knot()
    is_there = weakref.ref(knot)
    assert isinstance(loaded(source).plan, Plan)
    del knot
    gc.collect()
    assert is_there() is not None  # set apart with everything else
    loaded(source)
    assert is_there() is None


def test_the_collector_goes_on_whatever_becomes_of_a_load() -> None:
    class Broken(ConfigSource):
        def read(self) -> None:  # type: ignore[override]
            raise KeyError("bug")

        def look(self, beside: tuple[str, ...] = ()) -> object:
            return beside

    with pytest.raises(KeyError):
        loaded(Broken())
    assert gc.isenabled()
