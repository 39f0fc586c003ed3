"""Precedence: one total order; each line here decides before the next."""

from itertools import pairwise

import pytest

from domain.routing.matcher import Matcher
from domain.routing.precedence import rank
from tests.unit.domain.builders import matcher, pattern

ROOT = matcher("/")
ONE_HEADER, TWO_HEADERS = ((b"a", b"1"),), ((b"a", b"1"), (b"b", b"2"))
ONE_QUERY, TWO_QUERIES = (("a", "1"),), (("a", "1"), ("b", "2"))


def in_order(*ranked: tuple[Matcher, str]) -> bool:
    """Whether these stand in order of precedence, even when the file has them the other way round."""
    ranks = [rank(one, host, -number) for number, (one, host) in enumerate(ranked)]
    return all(one < other for one, other in pairwise(ranks))


def test_an_exact_host_stands_before_a_wildcard_the_longest_first_before_any() -> None:
    assert in_order((ROOT, "a.b.example"), (ROOT, "*.b.example"), (ROOT, "*.example"), (ROOT, ""))


def test_the_host_decides_before_the_path() -> None:
    assert in_order((matcher("/", prefix=True), "*.example"), (matcher("/a", "GET"), ""))


def test_an_exact_path_stands_before_parameters_before_prefixes() -> None:
    assert in_order((matcher("/a/b"), ""), (matcher("/{x}/{y}"), ""), (matcher("/a/b", prefix=True), ""))


def test_a_literal_segment_stands_before_a_parameter_and_the_first_segment_decides() -> None:
    paths = "/a/b/{z}", "/a/{y}/c", "/a/{y}/{z}", "/{x}/b/c", "/{x}/b/{z}"
    assert in_order(*((matcher(one), "") for one in paths))


def test_the_longest_prefix_stands_first_whether_written_as_prefix_or_as_rest() -> None:
    prefixes = matcher("/a/b/{rest*}"), matcher("/a", prefix=True), matcher("/{x}/{rest*}"), matcher("/", prefix=True)
    assert in_order(*((one, "") for one in prefixes))


def test_a_longer_prefix_with_a_parameter_stands_before_a_shorter_one_without() -> None:
    assert in_order((matcher("/{x}/{y}/{rest*}"), ""), (matcher("/a/{rest*}"), ""))


@pytest.mark.parametrize(
    "ordered",
    [
        pytest.param((matcher("/", "GET"), Matcher(pattern("/"), headers=TWO_HEADERS)), id="a method before headers"),
        pytest.param(
            (Matcher(pattern("/"), headers=TWO_HEADERS), Matcher(pattern("/"), headers=ONE_HEADER, query=TWO_QUERIES)),
            id="more headers before a query",
        ),
        pytest.param(
            (Matcher(pattern("/"), query=TWO_QUERIES), Matcher(pattern("/"), query=ONE_QUERY), ROOT),
            id="a longer query before a shorter one before none",
        ),
    ],
)
def test_at_one_path_what_says_more_stands_first(ordered: tuple[Matcher, ...]) -> None:
    assert in_order(*((one, "") for one in ordered))


def test_where_nothing_else_decides_the_file_does() -> None:
    assert rank(ROOT, "", 0) < rank(ROOT, "", 1)
