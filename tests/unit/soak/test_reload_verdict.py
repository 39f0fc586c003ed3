"""What the reload soak calls lost, explained, raced and grown."""

import json
from dataclasses import replace

import pytest

from tests.soak.reload_verdict import EXPLAINED, LOST, OK, RACED, Kills, Outcome, growth, judge

RIGHT = Outcome(100.0, 100.1, "a", "", 200, json.dumps({"id": "a", "sha256": ""}).encode(), whole=True, nth=2)
QUIET = Kills()
KILLED = Kills([(99.0, 101.0)])


def refusal(status: int, reason: str) -> Outcome:
    return replace(RIGHT, status=status, body=json.dumps({"reason": reason}).encode())


def test_the_right_answer_is_ok() -> None:
    assert judge(RIGHT, QUIET) == (OK, "200")


def test_another_callers_answer_is_lost_kill_or_not() -> None:
    assert judge(replace(RIGHT, id="b"), KILLED) == (LOST, "mixed-up")


def test_an_upload_that_came_changed_is_lost() -> None:
    assert judge(replace(RIGHT, digest="1234"), QUIET) == (LOST, "mixed-up")


def test_a_body_that_ends_early_with_its_framing_whole_is_lost() -> None:
    assert judge(replace(RIGHT, body=RIGHT.body[:-3]), KILLED) == (LOST, "truncated")


@pytest.mark.parametrize(
    ("status", "reason"), [(502, "upstream-reset"), (502, "upstream-connect"), (503, "circuit-open")]
)
def test_what_a_kill_causes_is_explained_by_one_and_lost_without(status: int, reason: str) -> None:
    assert judge(refusal(status, reason), KILLED) == (EXPLAINED, f"{status} {reason}")
    assert judge(refusal(status, reason), QUIET) == (LOST, f"{status} {reason}")


@pytest.mark.parametrize(
    ("status", "reason"), [(504, "upstream-connect-timeout"), (500, "gateway-fault"), (404, "route-unknown")]
)
def test_what_a_kill_does_not_cause_is_lost_even_during_one(status: int, reason: str) -> None:
    assert judge(refusal(status, reason), KILLED)[0] == LOST


def test_an_error_that_is_no_problem_document_is_lost() -> None:
    assert judge(replace(RIGHT, status=502, body=b"oh"), KILLED) == (LOST, "502 without a reason")


def test_an_answer_that_is_cut_is_explained_by_a_kill_only() -> None:
    cut = replace(RIGHT, body=b"", whole=False)
    assert judge(cut, KILLED) == (EXPLAINED, "cut")
    assert judge(cut, QUIET) == (LOST, "cut")


def test_silence_is_never_explained_by_a_kill() -> None:
    silent = replace(RIGHT, status=0, body=b"", whole=False, over=100.5)
    assert judge(silent, KILLED) == (LOST, "no-answer")


def test_a_close_at_once_under_a_later_request_is_a_race_and_under_a_first_one_a_loss() -> None:
    closed = replace(RIGHT, status=0, body=b"", whole=False, over=100.01)
    assert judge(closed, QUIET)[0] == RACED
    assert judge(replace(closed, nth=1), QUIET) == (LOST, "no-answer")


def test_a_hang_and_a_refused_connection_are_lost() -> None:
    assert judge(replace(RIGHT, hung=True), KILLED) == (LOST, "hung")
    assert judge(replace(RIGHT, refused=True), KILLED) == (LOST, "no-connection")


def test_a_kill_touches_calls_from_its_beginning_to_a_while_after_the_return() -> None:
    kills = Kills()
    kills.began(10.0)
    assert kills.touch(9.0, 10.0)
    assert kills.touch(500.0, 501.0)  # nobody has brought it back
    kills.ended(12.0)
    assert kills.touch(14.9, 15.5)
    assert not kills.touch(15.1, 15.5)
    assert not kills.touch(8.0, 9.9)


def test_kills_that_overlap_end_each_for_itself() -> None:
    kills = Kills([(0.0, 5.0)])
    kills.began(20.0)
    assert not kills.touch(6.0, 7.0)


def test_memory_is_the_last_minutes_median_against_that_of_minute_two() -> None:
    samples = [(float(at), 999.0 if at < 60 else 100.0 if at < 120 else 108.0) for at in range(5, 305, 5)]
    found = growth(samples)
    assert found is not None
    assert (found.before, found.after) == (100.0, 108.0)
    assert found.is_within(0.10)
    assert not found.is_within(0.05)


def test_a_run_that_ends_in_minute_three_says_nothing_of_memory() -> None:
    assert growth([(float(at), 1.0) for at in range(5, 175, 5)]) is None
