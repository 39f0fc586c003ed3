"""Deprecation: the fields of RFC 9745 and RFC 8594, and dates as HTTP writes them."""

from datetime import UTC, datetime
from email.utils import format_datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.message.deprecation import Deprecation, civil, http_date

SINCE, SUNSET = 1_688_169_599, 1_719_791_999  # of RFC 9745's examples


def test_a_route_says_since_when_until_when_and_where_to_read_on() -> None:
    edits = Deprecation(SINCE, SUNSET, "https://docs.example/moving").edits
    assert edits.dropped == {b"deprecation", b"sunset"}
    assert edits.added == (
        (b"deprecation", b"@1688169599"),
        (b"sunset", b"Sun, 30 Jun 2024 23:59:59 GMT"),
        (b"link", b'<https://docs.example/moving>; rel="deprecation"'),
        (b"link", b'<https://docs.example/moving>; rel="sunset"'),
    )


def test_what_is_not_known_is_not_said() -> None:
    assert Deprecation(SINCE).edits.added == ((b"deprecation", b"@1688169599"),)
    assert len(Deprecation(SINCE, link="https://a.example").edits.added) == 2


def test_a_route_is_gone_only_where_it_says_so() -> None:
    assert (Deprecation(SINCE, SUNSET).gone_at, Deprecation(SINCE, SUNSET, refuses=True).gone_at) == (None, SUNSET)


@given(st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)))  # noqa: DTZ001  hypothesis wants them so
def test_dates_are_those_of_the_calendar(naive: datetime) -> None:
    moment = naive.replace(tzinfo=UTC, microsecond=0)
    seconds = int(moment.timestamp())
    assert http_date(seconds) == format_datetime(moment, usegmt=True)
    assert civil(seconds // 86_400) == (moment.year, moment.month, moment.day)
