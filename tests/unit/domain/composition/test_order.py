"""The order of parts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from domain.composition.order import circle_of, steps_of


def test_what_needs_nothing_of_each_other_is_one_step() -> None:
    assert steps_of({"a": (), "b": (), "c": ("a",), "d": ("c", "b")}) == (("a", "b"), ("c",), ("d",))
    assert circle_of({"a": (), "b": ("a",)}) == ()


def test_a_circle_is_told_from_its_beginning_to_its_beginning() -> None:
    needs = {"free": (), "in": ("a",), "a": ("free", "b"), "b": ("c",), "c": ("a",)}
    assert steps_of(needs) == (("free",),)
    assert circle_of(needs) == ("a", "b", "c", "a")
    assert circle_of({"a": ("a",)}) == ("a", "a")


@given(some.dictionaries(some.integers(0, 6), some.sets(some.integers(0, 6), max_size=3), max_size=7))
def test_either_everything_has_its_step_after_what_it_needs_or_there_is_a_circle(drawn: dict[int, set[int]]) -> None:
    needs = {str(name): tuple(str(one) for one in sorted(those & drawn.keys())) for name, those in drawn.items()}
    steps, circle = steps_of(needs), circle_of(needs)
    done: set[str] = set()
    for step in steps:
        assert all(done.issuperset(needs[name]) for name in step)
        done.update(step)
    assert (done == needs.keys()) == (not circle)
    assert all(after in needs[before] for before, after in pairwise(circle))
