"""Health: many failures in a row, or a high share of the latest calls."""

from domain.upstream.health import BreakerTerms, Health

TERMS = BreakerTerms(failures=3, window=6, share=0.5)


def after(outcomes: str) -> Health:
    """Health after calls, `x` being a failed one."""
    health = Health(TERMS)
    for outcome in outcomes:
        health.record(failed=outcome == "x")
    return health


def test_a_target_that_was_never_called_is_not_ill() -> None:
    assert not after("").is_ill


def test_failures_in_a_row_make_ill() -> None:
    assert not after("xx").is_ill
    assert after("xxx").is_ill


def test_a_success_ends_the_row() -> None:
    assert not after("xx.xx").is_ill


def test_a_share_of_failures_makes_ill_without_a_row() -> None:
    assert after("x.x.x.").is_ill


def test_a_share_below_the_limit_does_not() -> None:
    assert not after("x.x...").is_ill


def test_a_share_counts_only_once_the_window_is_full() -> None:
    assert not after("x.x.x").is_ill


def test_only_the_latest_calls_count() -> None:
    assert not after("x.x.x......").is_ill


def test_a_reset_forgets_everything() -> None:
    health = after("xxxxxx")
    health.reset()
    health.record(failed=True)
    assert not health.is_ill
