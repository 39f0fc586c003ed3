"""Entries: what each asks for is asked, what none asks for is not, and the first that fits is taken."""

from domain.routing.entry import Entry, Match, maybe_fitting
from domain.routing.matcher import Matcher
from tests.unit.domain.builders import matcher, pattern, request

VERSIONED = Entry(Matcher(pattern("/a"), headers=((b"x-v", b"2"),)), 0, "versioned")
SEARCHED = Entry(Matcher(pattern("/a"), query=(("q", "1"),)), 1, "searched")
READ = Entry(matcher("/a", "GET"), 2, "read")
ANY = Entry(matcher("/a"), 3, "any")


def test_an_entry_is_bare_without_headers_and_query() -> None:
    assert [entry.is_bare for entry in (VERSIONED, SEARCHED, READ, ANY)] == [False, False, True, True]


def test_the_answer_of_a_path_without_parameters_is_made_beforehand() -> None:
    assert READ.whole == Match("read", {})
    assert Entry(matcher("/a", prefix=True), 0, "prefix").whole == Match("prefix", {})
    assert Entry(matcher("/{x}"), 0, "one").whole is None
    assert Entry(matcher("/a/{rest*}"), 0, "rest").whole is None


def test_the_first_that_takes_the_request_is_taken() -> None:
    entries = (VERSIONED, SEARCHED, READ, ANY)
    assert maybe_fitting(entries, request("GET", b"/a", headers=[(b"x-v", b"2")])) is VERSIONED
    assert maybe_fitting(entries, request("GET", b"/a", query=b"q=1")) is SEARCHED
    assert maybe_fitting(entries, request("GET", b"/a")) is READ
    assert maybe_fitting(entries, request("PUT", b"/a")) is ANY


def test_where_none_takes_the_request_none_is_taken() -> None:
    assert maybe_fitting((VERSIONED, READ), request("PUT", b"/a")) is None
    assert maybe_fitting((), request()) is None
