"""Which routes meet a region."""

import pytest

from domain.analysis.crossing import Crossing
from domain.analysis.region import regions_of
from domain.routing.matcher import Matcher
from tests.unit.domain.builders import matcher, pattern

ROUTES = ("/", "/a", "/a/b", "/a/{x}", "/{x}/b", "/a/{rest*}", "/{rest*}", "/a/")
CROSSING = Crossing((written, matcher(written, "GET")) for written in ROUTES)


@pytest.mark.parametrize(
    ("written", "met"),
    [
        ("/a", {"/a", "/a/{rest*}", "/{rest*}"}),
        ("/a/", {"/a/", "/a/{rest*}", "/{rest*}"}),
        ("/a/{y}", {"/a/b", "/a/{x}", "/{x}/b", "/a/{rest*}", "/{rest*}"}),
        ("/{y}/b", {"/a/b", "/a/{x}", "/{x}/b", "/a/{rest*}", "/{rest*}"}),
        ("/a/{all*}", {"/a", "/a/b", "/a/{x}", "/{x}/b", "/a/{rest*}", "/{rest*}", "/a/"}),
        ("/{all*}", set(ROUTES)),
        ("/c/{y}/d", {"/{rest*}"}),
    ],
)
def test_every_route_that_shares_a_request_is_found_and_no_other(written: str, met: set[str]) -> None:
    (region,) = regions_of(matcher(written))
    assert {shared.owner for shared in CROSSING.with_region(region)} == met


def test_what_is_shared_says_whose_and_what() -> None:
    (region,) = regions_of(matcher("/c", "GET PUT"))
    (shared,) = CROSSING.with_region(region)
    assert (shared.region.segments, shared.common.segments) == ((), (b"c",))
    assert shared.common.methods == frozenset(("GET",))


def test_routes_that_share_the_path_alone_share_nothing() -> None:
    (region,) = regions_of(matcher("/a", "DELETE"))
    assert not list(CROSSING.with_region(region))


def test_of_other_hosts_only_those_that_can_share_something_are_asked() -> None:
    hosts = ("", "a.b.example", "*.b.example", "*.example", "c.example")
    crossing = Crossing((host, Matcher(pattern("/"), hosts=(host,) if host else ())) for host in hosts)
    met = {}
    for host in ("a.b.example", "*.b.example", ""):
        (region,) = regions_of(Matcher(pattern("/"), hosts=(host,) if host else ()))
        met[host] = {shared.owner for shared in crossing.with_region(region)}
    assert met["a.b.example"] == {"", "a.b.example", "*.b.example", "*.example"}
    assert met["*.b.example"] == {"", "a.b.example", "*.b.example", "*.example"}
    assert met[""] == set(hosts)
