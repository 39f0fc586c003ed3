"""A memory by generations never holds more than it may, and keeps what is asked for."""

from application.generations import Generations


def test_it_never_holds_more_than_it_may() -> None:
    memory: Generations[int, str] = Generations(10)
    for number in range(1000):
        memory.remember(number, "x")
        assert len(memory) <= 10
    assert memory.recall(999) == "x"
    assert memory.recall(0) is None


def test_what_is_asked_for_lives_on() -> None:
    memory: Generations[int, str] = Generations(10)
    memory.remember(0, "kept")
    for number in range(1, 1000):
        memory.remember(number, "x")
        assert memory.recall(0) == "kept"


def test_a_newer_value_takes_the_place_of_an_older_one() -> None:
    memory: Generations[int, str] = Generations(1)
    memory.remember(1, "old")
    memory.remember(1, "new")
    assert memory.recall(1) == "new"
