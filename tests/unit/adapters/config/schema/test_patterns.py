"""The digits of a bound: a pattern takes a quantity exactly where its parser does and the number is within bounds."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.config.quantities import parse_duration, parse_ratio
from adapters.config.schema.patterns import durations, more_than_nothing, up_to

numbers = st.one_of(
    st.from_regex(r"0{0,3}[0-9]{1,9}(\.[0-9]{1,4})?", fullmatch=True),
    st.sampled_from(["86400", "86400000", "1440", "24", "300", "5", "60", "720", "0.016666666", "0.016666667"]).flatmap(
        lambda near: st.sampled_from([near, f"0{near}", near + "0", near + ".0", near + ".01", near.removesuffix("0")])
    ),
)
texts = st.tuples(numbers, st.sampled_from(["ms", "s", "m", "h", "", "S", "d"])).map("".join)


@pytest.mark.parametrize(
    ("least", "most"), [("", "300"), ("1", "86400"), ("1", "2592000"), ("1", "3600"), ("0.25", "90.5")]
)
@given(texts)
@example("0.083333333h")
@example("0.083333334h")
@example("1000ms")
@example("999.9ms")
@example("0000000300s")
def test_a_bounded_duration_is_taken_exactly_where_it_is_within_bounds(least: str, most: str, text: str) -> None:
    seconds = parse_duration(text)
    within = seconds is not None and float(least or 0) <= seconds <= float(most)
    assert bool(re.search(durations(least, most), text)) == within


@given(texts)
@example("0s")
@example("0.000ms")
def test_a_duration_is_more_than_nothing_where_a_digit_is(text: str) -> None:
    assert bool(re.search(durations(), text)) == (parse_duration(text) is not None)
    assert bool(re.search(more_than_nothing(durations()), text)) == bool(parse_duration(text))


@given(st.one_of(numbers, st.sampled_from(["100", "100.0", "100.000000001", "99.999999999", "0100", "0", "00.0"])))
def test_a_ratio_is_at_most_the_whole(number: str) -> None:
    assert bool(re.search(f"^{up_to(Decimal(100))}%$", f"{number}%")) == (parse_ratio(f"{number}%") is not None)
