"""Regions and where they meet."""

from dataclasses import replace

import pytest

from domain.analysis.region import Region, is_below, meeting, regions_of
from domain.routing.matcher import Matcher
from tests.unit.domain.builders import matcher, pattern


def region(written: str, *, prefix: bool = False, **others: object) -> Region:
    return replace(next(regions_of(matcher(written, prefix=prefix))), **others)  # type: ignore[arg-type]


def test_a_matcher_has_a_region_a_host() -> None:
    found = regions_of(Matcher(pattern("/a"), hosts=("a.example", "*.b.example")))
    assert [one.host for one in found] == ["a.example", "*.b.example"]


@pytest.mark.parametrize(
    ("one", "other", "segments"),
    [
        ("/a", "/a", (b"a",)),
        ("/a", "/b", None),
        ("/{x}/b", "/a/{y}", (b"a", b"b")),
        ("/a/{x}", "/a", None),
        ("/a/{rest*}", "/{x}/b/c", (b"a", b"b", b"c")),
        ("/{rest*}", "/", (b"",)),
        ("/{x}", "/", None),
        ("/", "/{x}", None),
        ("/a/{rest*}", "/{x}/{rest*}", (b"a",)),
    ],
)
def test_paths_meet_where_one_of_them_says_nothing_or_both_the_same(
    one: str, other: str, segments: tuple[bytes | None, ...] | None
) -> None:
    met = meeting(region(one), region(other))
    assert (met.segments if met else None) == segments


def test_only_what_is_open_on_both_sides_stays_open() -> None:
    both = meeting(region("/a/{rest*}"), region("/a", prefix=True))
    assert both
    assert both.open_ended
    one = meeting(region("/a/{rest*}"), region("/a/b"))
    assert one
    assert not one.open_ended


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("", "a.example", "a.example"),
        ("a.example", "a.example", "a.example"),
        ("*.example", "a.example", "a.example"),
        ("b.a.example", "*.a.example", "b.a.example"),
        ("*.example", "*.a.example", "*.a.example"),
        ("a.example", "b.example", None),
        ("*.example", "example", None),
        ("*.a.example", "*.b.example", None),
    ],
)
def test_hosts_meet_in_the_narrower(one: str, other: str, met: str | None) -> None:
    found = meeting(region("/", host=one), region("/", host=other))
    assert (found.host if found else None) == met


def test_a_wildcard_takes_what_is_below_it_and_not_itself() -> None:
    assert is_below("a.example", "*.example")
    assert not is_below("aexample", "*.example")
    assert not is_below(".example", "*.example")


def test_a_region_takes_paths_of_its_length_or_longer_where_it_is_open() -> None:
    assert region("/a/{x}").takes_path((b"a", b"b"))
    assert not region("/a/{x}").takes_path((b"a", b""))
    assert not region("/a/{x}").takes_path((b"a", b"b", b"c"))
    assert not region("/a/{x}").takes_path((b"a",))
    assert region("/a/{rest*}").takes_path((b"a", b"b", b"c"))
    assert not region("/a/{rest*}").takes_path((b"b",))


def test_methods_meet_in_those_of_both() -> None:
    some, others = frozenset(("GET", "PUT")), frozenset(("PUT",))
    assert meeting(region("/", methods=some), region("/", methods=others)) == region("/", methods=others)
    assert meeting(region("/"), region("/", methods=others)) == region("/", methods=others)
    assert meeting(region("/", methods=frozenset(("GET",))), region("/", methods=others)) is None


def test_what_is_asked_of_headers_and_query_adds_up_unless_it_contradicts_itself() -> None:
    one, other = region("/", headers=((b"a", b"1"),)), region("/", headers=((b"b", b"1"),))
    met = meeting(one, other)
    assert met
    assert met.headers == ((b"a", b"1"), (b"b", b"1"))
    assert meeting(one, region("/", headers=((b"a", b"2"),))) is None
    assert meeting(region("/", query=(("a", "1"),)), region("/", query=(("a", "2"),))) is None
