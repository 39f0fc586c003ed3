"""Failures: whose fault they are, and what a caller hears."""

import pytest

from domain.message import reason
from domain.message.refusal import Refusal
from domain.upstream.failure import Failure, FailureKind

CALLERS = {kind for kind in FailureKind if kind.name.startswith("CALLER_")}


def test_no_two_kinds_share_a_reason() -> None:
    assert len({kind.reason for kind in FailureKind.__members__.values()}) == len(FailureKind.__members__)


@pytest.mark.parametrize("kind", FailureKind)
def test_the_upstream_is_to_blame_for_all_but_the_callers_own_failures_and_calls_that_were_not_made(
    kind: FailureKind,
) -> None:
    assert kind.blames_the_upstream == (kind not in CALLERS | {FailureKind.CIRCUIT_OPEN})


@pytest.mark.parametrize("kind", FailureKind)
def test_a_failure_that_blames_the_upstream_is_a_5xx_and_one_of_the_callers_a_4xx(kind: FailureKind) -> None:
    assert kind.reason.status // 100 == (4 if kind in CALLERS else 5)


def test_a_failure_becomes_a_refusal_with_its_reason() -> None:
    failure = Failure(FailureKind.RESET, "connection reset", retry_after=3)
    assert failure.refusal() == Refusal(reason.UPSTREAM_RESET, "connection reset")


@pytest.mark.parametrize(
    ("left", "seconds"), [(None, b"1"), (0, b"1"), (0.2, b"1"), (1.0, b"1"), (4.1, b"5"), (-1, b"1")]
)
def test_while_calls_are_paused_the_caller_hears_when_to_come_back(left: float | None, seconds: bytes) -> None:
    failure = Failure(FailureKind.CIRCUIT_OPEN, "paused", retry_after=left)
    assert failure.refusal() == Refusal(reason.CIRCUIT_OPEN, "paused", ((b"retry-after", seconds),))
