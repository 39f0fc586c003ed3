"""Header lists: order and number are kept, and what ends at this hop ends here."""

import pytest

from domain.message.headers import end_to_end, first, named_by_connection, values

REPEATED = [(b"accept", b"a"), (b"cookie", b"x"), (b"accept", b"b")]


def test_repeated_fields_keep_their_order() -> None:
    assert values(REPEATED, b"accept") == [b"a", b"b"]


def test_the_first_of_repeated_fields_is_found() -> None:
    assert first(REPEATED, b"accept") == b"a"


def test_an_absent_field_has_no_value() -> None:
    assert first(REPEATED, b"host") is None
    assert values(REPEATED, b"host") == []


def test_fields_that_end_at_each_hop_do_not_travel_on() -> None:
    sent = [(b"connection", b"close"), (b"te", b"trailers"), (b"transfer-encoding", b"chunked"), (b"accept", b"*/*")]
    assert end_to_end(sent) == [(b"accept", b"*/*")]


def test_a_field_that_connection_names_does_not_travel_on() -> None:
    sent = [(b"connection", b"close, X-Hop ,,"), (b"connection", b"x-other"), (b"x-hop", b"1"), (b"x-other", b"2")]
    assert end_to_end(sent) == []


def test_connection_names_nothing_by_keep_alive_and_close() -> None:
    assert named_by_connection([(b"connection", b"Keep-Alive, close")]) == frozenset()


def test_further_names_can_be_dropped_in_the_same_pass() -> None:
    assert end_to_end(REPEATED, (b"cookie",)) == [(b"accept", b"a"), (b"accept", b"b")]


def test_what_travels_on_keeps_its_order_and_number() -> None:
    assert end_to_end(REPEATED) == REPEATED


@pytest.mark.parametrize("name", [b"x_forwarded_for", b"x-forwarded_for", b"x.forwarded.for", b"x~forwarded|for"])
def test_what_is_dropped_is_dropped_in_every_spelling_that_an_origin_could_take_for_it(name: bytes) -> None:
    sent = [(name, b"6.6.6.6"), (b"api_key", b"1")]
    assert end_to_end(sent, (b"x-forwarded-for",)) == [(b"api_key", b"1")]
