"""All or none: every order in which workers answer, end, come, or are silent."""

from itertools import permutations

import pytest

from entrypoints.control.rollout import Phase, Rollout


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_nobody_commits_before_all_have_prepared(order: tuple[int, ...]) -> None:
    rollout = Rollout(1, {1, 2, 3})
    for worker in order[:-1]:
        rollout.prepared(worker, None)
        assert rollout.phase is Phase.PREPARING
    rollout.prepared(order[-1], None)
    assert rollout.phase is Phase.COMMITTING
    assert not rollout.is_done
    for worker in order:
        rollout.committed(worker)
    assert rollout.is_done


def test_one_that_could_not_ends_it_for_all_whatever_the_others_say() -> None:
    rollout = Rollout(1, {1, 2})
    rollout.prepared(1, "no keys")
    rollout.prepared(2, None)
    assert (rollout.phase, rollout.why_not) == (Phase.ABANDONED, "no keys")


def test_one_that_ends_before_the_decision_speaks_against_it() -> None:
    rollout = Rollout(1, {1, 2})
    rollout.prepared(1, None)
    rollout.lost(1)
    rollout.prepared(2, None)
    assert (rollout.phase, rollout.workers) == (Phase.ABANDONED, [2])


def test_one_that_ends_after_the_decision_is_not_waited_for() -> None:
    rollout = Rollout(1, {1, 2})
    rollout.prepared(1, None)
    rollout.prepared(2, None)
    rollout.committed(1)
    rollout.lost(2)
    assert rollout.is_done


def test_one_that_comes_meanwhile_has_to_prepare_too() -> None:
    rollout = Rollout(1, {1})
    rollout.joined(2)
    rollout.prepared(1, None)
    before = rollout.phase
    rollout.prepared(2, None)
    assert (before, rollout.phase) == (Phase.PREPARING, Phase.COMMITTING)


def test_silence_is_no_consent_and_after_the_decision_nobody_waits_for_ever() -> None:
    silent, slow = Rollout(1, {1, 2}), Rollout(2, {1})
    silent.prepared(1, None)
    silent.late()
    assert silent.phase is Phase.ABANDONED
    slow.prepared(1, None)
    slow.late()
    assert slow.is_done


def test_where_there_is_no_worker_nobody_is_waited_for() -> None:
    assert Rollout(1, ()).is_done


def test_a_word_of_nobody_known_changes_nothing() -> None:
    rollout = Rollout(1, {1})
    rollout.prepared(7, "no")
    rollout.lost(7)
    rollout.committed(7)
    assert rollout.phase is Phase.PREPARING
