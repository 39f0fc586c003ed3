"""What each side of a WebSocket hears of its end."""

import pytest

from domain.message.closing import Broken, Close, Ending, ended_by_caller, ended_by_gateway, ended_by_upstream

SENT = [Close(None), Close(1000), Close(1001, "bye"), Close(3000), Close(4999, "ü" * 61)]
NEVER_SENT = [
    Close(999),
    Close(1004),
    Close(1005),
    Close(1006),
    Close(1015),
    Close(2000),
    Close(5000),
    Close(None, "x"),
]


@pytest.mark.parametrize("close", SENT, ids=str)
def test_a_close_passes_to_the_other_side_as_it_is(close: Close) -> None:
    assert ended_by_caller(close) == Ending(close, close)
    assert ended_by_upstream(close) == Ending(close, close)


@pytest.mark.parametrize("close", NEVER_SENT, ids=str)
def test_a_close_that_may_not_be_sent_is_not(close: Close) -> None:
    assert not close.may_be_sent
    assert ended_by_caller(close).upstream == Close(1001, "caller-left")
    assert ended_by_upstream(close).caller == Close(1011, "upstream-invalid")


def test_a_reason_longer_than_a_control_frame_is_not_sent() -> None:
    assert not Close(4999, "ü" * 62).may_be_sent


@pytest.mark.parametrize("broken", [Broken.LOST, Broken.INVALID])
def test_an_upstream_hears_that_its_caller_has_gone(broken: Broken) -> None:
    ending = ended_by_caller(broken)
    assert (ending.upstream, ending.word) == (Close(1001, "caller-left"), "caller-left")


def test_a_caller_hears_what_became_of_the_upstream() -> None:
    assert ended_by_upstream(Broken.LOST).caller == Close(1011, "upstream-reset")
    invalid = ended_by_upstream(Broken.INVALID)
    assert (invalid.caller, invalid.upstream) == (Close(1011, "upstream-invalid"), Close(1002))


def test_a_message_that_is_too_large_ends_both_sides_by_that_name() -> None:
    close = Close(1009, "message-too-large")
    assert ended_by_caller(Broken.TOO_LARGE) == Ending(close, close, "message-too-large")
    assert ended_by_upstream(Broken.TOO_LARGE) == Ending(close, close, "message-too-large")


def test_what_the_gateway_ends_the_upstream_is_not_to_blame_for() -> None:
    ending = ended_by_gateway(1008, "token-expired")
    assert ending == Ending(Close(1008, "token-expired"), Close(1001, "token-expired"), "token-expired")
