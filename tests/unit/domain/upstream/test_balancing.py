"""Balancing: turns are spread by weight, and every order names every target once."""

from collections import Counter

import pytest

from domain.upstream.balancing import RoundRobin


def turns(*weights: int, calls: int) -> list[int]:
    balancing = RoundRobin(weights)
    return [balancing.order()[0] for _ in range(calls)]


def test_equal_targets_take_turns() -> None:
    assert turns(1, 1, 1, calls=6) == [0, 1, 2, 0, 1, 2]


def test_a_heavier_target_is_not_called_in_one_go() -> None:
    assert turns(5, 1, 1, calls=7) == [0, 0, 1, 0, 2, 0, 0]


@pytest.mark.parametrize("weights", [(9, 1), (90, 10), (3, 2, 1), (1, 1), (7,)])
def test_in_one_round_each_target_has_as_many_turns_as_its_weight(weights: tuple[int, ...]) -> None:
    counted = Counter(turns(*weights, calls=sum(weights)))
    assert tuple(counted[number] for number in range(len(weights))) == weights


def test_a_target_of_no_weight_is_only_a_spare() -> None:
    balancing = RoundRobin((1, 0))
    assert [balancing.order() for _ in range(3)] == [[0, 1]] * 3


def test_every_order_names_every_target_once() -> None:
    balancing = RoundRobin((3, 2, 1))
    assert all(sorted(balancing.order()) == [0, 1, 2] for _ in range(12))


def test_a_single_target_is_the_whole_order() -> None:
    assert RoundRobin((4,)).order() == [0]


@pytest.mark.parametrize("weights", [(70, 30, 0), (9, 1), (1, 1, 1), (0, 3, 2)])
def test_turns_are_shared_out_by_weight_to_within_one_and_weight_0_has_none(weights: tuple[int, ...]) -> None:
    turns = RoundRobin(weights)
    taken = [turns.turn() for _ in range(500)]
    for number, weight in enumerate(weights):
        assert abs(taken.count(number) - 500 * weight / sum(weights)) < 1
        assert weight or number not in taken


def test_where_there_is_one_it_is_always_its_turn() -> None:
    assert [RoundRobin((7,)).turn() for _ in range(3)] == [0, 0, 0]
