"""Durations, sizes and ratios have one spelling, and a bare number is none."""

import pytest

from adapters.config.quantities import parse_duration, parse_ratio, parse_size


@pytest.mark.parametrize(
    ("text", "seconds"), [("300ms", 0.3), ("5s", 5.0), ("1.5s", 1.5), ("1m", 60.0), ("2h", 7200.0), ("0s", 0.0)]
)
def test_a_duration_is_a_number_with_its_unit(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["5", "", "s", "5 s", "-5s", "+5s", "5S", "5sec", ".5s", "5.s", "1e3s", "1_0s", "٣s", "5d"]
)
def test_everything_else_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None


@pytest.mark.parametrize(
    ("text", "size"), [("512B", 512), ("64KiB", 65536), ("10MiB", 10485760), ("1GiB", 1 << 30), ("1.5KiB", 1536)]
)
def test_a_size_is_a_number_with_its_unit(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["10", "10MB", "10mib", "10 MiB", "-1B", "0.5B", "9999999999999B"])
def test_everything_else_is_no_size(text: str) -> None:
    assert parse_size(text) is None


@pytest.mark.parametrize(("text", "ratio"), [("0%", 0.0), ("20%", 0.2), ("12.5%", 0.125), ("100%", 1.0)])
def test_a_ratio_is_a_percentage(text: str, ratio: float) -> None:
    assert parse_ratio(text) == ratio


@pytest.mark.parametrize("text", ["20", "0.2", "101%", "-1%", "%"])
def test_everything_else_is_no_ratio(text: str) -> None:
    assert parse_ratio(text) is None
