"""Versions: routes of a version become ordinary ones, by path or by header, and what cannot is a fault."""

from dataclasses import replace

import pytest

from domain.plan.versions import versioned
from domain.spec.fault import Fault
from domain.spec.route import DestinationSpec, EditsSpec, RedirectSpec, RewriteSpec, RouteSpec
from domain.spec.versions import VersionsSpec
from tests.unit.domain.builders import at, codes, route, spec, text, texts

BY_HEADER = VersionsSpec(text("header"), name=text("X-Api-Version"), default=text("1"))
BY_PATH = VersionsSpec(text("path"), prefix=text("/api/v{version}/"))


def of(*versions: str, name: str = "orders") -> RouteSpec:
    return replace(route(name), versions=texts(*versions))


def made(versions: VersionsSpec | None, *routes: RouteSpec) -> tuple[tuple[RouteSpec, ...], list[str]]:
    faults: list[Fault] = []
    found = versioned(replace(spec(*routes), versions=versions), faults)
    return found, codes(faults)


def test_a_route_takes_calls_that_name_its_version_and_the_default_one_those_that_name_none() -> None:
    found, faults = made(BY_HEADER, of("1"), of("2", "3", name="new"), route("plain"))
    assert [(one.name.text, one.match.headers) for one in found] == [
        ("orders", (("X-Api-Version", "1"),)),
        ("orders.default", (("X-Api-Version", None),)),
        ("new.2", (("X-Api-Version", "2"),)),
        ("new.3", (("X-Api-Version", "3"),)),
        ("plain", ()),
    ]
    assert (faults, {one.versions for one in found}) == ([], {()})


def test_without_a_default_a_call_has_to_name_one() -> None:
    found, faults = made(replace(BY_HEADER, default=None), of("1"))
    assert ([one.match.headers for one in found], faults) == ([(("X-Api-Version", "1"),)], [])


def test_caches_are_told_unless_the_route_does_it_or_answers_by_itself() -> None:
    own = replace(of("2"), response=EditsSpec(set=((text("Vary"), "*"),)))
    redirect = replace(of("3", name="away"), to=None, redirect=RedirectSpec(at(), host=text("b.example")))
    found, _ = made(BY_HEADER, of("1", name="a"), own, redirect)
    assert [[value for _, value in one.response.add] for one in found] == [["X-Api-Version"], ["X-Api-Version"], [], []]


def test_by_path_the_public_one_begins_with_the_version_and_the_upstreams_does_not() -> None:
    found, faults = made(BY_PATH, of("1", "2"))
    assert [(one.name.text, one.match.path.text, one.rewrite) for one in found] == [
        ("orders.1", "/api/v1/orders", RewriteSpec(strip=text("/api/v1"))),
        ("orders.2", "/api/v2/orders", RewriteSpec(strip=text("/api/v2"))),
    ]
    assert faults == []


def test_whoever_rewrites_the_path_says_by_itself_what_the_upstream_gets() -> None:
    own = RewriteSpec(path=text("/x"))
    split = (
        DestinationSpec(text("orders"), rewrite=RewriteSpec(host=text("b.example"))),
        DestinationSpec(text("orders"), rewrite=own),
    )
    [found], _ = made(BY_PATH, replace(of("1"), to=split, rewrite=own))
    assert found.rewrite == own
    assert [way.rewrite for way in found.to or ()] == [RewriteSpec(strip=text("/api/v1"), host=text("b.example")), own]
    [redirect], _ = made(BY_PATH, replace(of("1"), to=None, redirect=RedirectSpec(at(), host=text("b.example"))))
    assert (redirect.match.path.text, redirect.rewrite) == ("/api/v1/orders", None)


def test_a_version_without_a_way_to_name_it_is_a_fault() -> None:
    found, faults = made(None, of("1"), route("plain"))
    assert ([one.versions for one in found], faults) == ([(), ()], ["version-undefined"])


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        (VersionsSpec(text("header")), ["versions-unfit"]),
        (replace(BY_HEADER, prefix=text("/v{version}")), ["versions-unfit"]),
        (replace(BY_HEADER, default=text("7")), ["version-unknown"]),
        (VersionsSpec(text("path")), ["versions-unfit"]),
        (replace(BY_PATH, name=text("x")), ["versions-unfit"]),
        (replace(BY_PATH, default=text("1")), ["versions-unfit"]),
        (replace(BY_PATH, prefix=text("v{version}")), ["versions-unfit"]),
        (replace(BY_PATH, prefix=text("/v")), ["versions-unfit"]),
    ],
)
def test_how_versions_are_named_has_to_be_whole(versions: VersionsSpec, expected: list[str]) -> None:
    assert made(versions, of("1"))[1] == expected


@pytest.mark.parametrize("version", ["", "2/3", "default", "{x}", "é"])
def test_a_version_is_a_word_that_can_stand_in_a_path(version: str) -> None:
    assert made(BY_HEADER, of("1", version))[1] == ["version-malformed"]


def test_a_route_does_not_ask_for_the_header_twice() -> None:
    own = replace(of("1"), match=replace(of("1").match, headers=(("x-api-version", "1"),)))
    assert made(replace(BY_HEADER, default=None), own)[1] == ["version-repeated"]


def test_nobody_writes_a_route_of_a_name_that_is_made() -> None:
    assert made(BY_HEADER, of("1"), route("orders.default"))[1] == ["route-twice", "route-twice"]
