"""Destinations compile: a split's parts with their shares and edits, and mirrors."""

from dataclasses import replace

from domain.message.edits import Edits
from domain.plan.destinations import DestinationCompiler
from domain.plan.plan import Destination
from domain.routing.rewrite import Rewrite
from domain.spec.fault import Fault
from domain.spec.route import DestinationSpec, EditsSpec, MirrorSpec, RewriteSpec, RouteSpec
from domain.spec.upstream import TimeoutSpec
from tests.unit.domain.builders import codes, pattern, route, text, texts, upstream

UPSTREAMS = {"orders": upstream(), "users": replace(upstream("users"), keeps_host=True)}
ORDERS, USERS = DestinationSpec(text("orders")), DestinationSpec(text("users"), 3)


def compiled(written: RouteSpec) -> tuple[tuple[Destination, ...], list[Fault]]:
    faults: list[Fault] = []
    compiler = DestinationCompiler(UPSTREAMS, frozenset((b"x-cors",)), faults)
    return compiler.destinations(written, pattern("/orders")), faults


def test_each_part_of_a_split_has_its_share() -> None:
    ways, faults = compiled(replace(route(), to=(ORDERS, USERS)))
    assert [(way.upstream, way.weight, way.keeps_host) for way in ways] == [("orders", 1, False), ("users", 3, True)]
    assert faults == []


def test_a_part_of_weight_0_is_right_or_a_fault_and_never_taken() -> None:
    assert [way.upstream for way in compiled(replace(route(), to=(ORDERS, replace(USERS, weight=0))))[0]] == ["orders"]
    unknown = DestinationSpec(text("ghosts"), 0)
    assert codes(compiled(replace(route(), to=(ORDERS, unknown)))[1]) == ["upstream-unknown"]


def test_a_split_of_nothing_is_a_fault() -> None:
    assert codes(compiled(replace(route(), to=(replace(ORDERS, weight=0),)))[1]) == ["split-empty"]
    assert compiled(replace(route(), to=None)) == ((), [])


def test_a_parts_own_edits_come_nearer_to_its_upstream_than_the_routes() -> None:
    own, routes = EditsSpec(set=((text("x-a"), "own"),)), EditsSpec(set=((text("x-a"), "route"),))
    written = replace(route(), to=(replace(ORDERS, request=own, response=own),), request=routes, response=routes)
    [way] = compiled(written)[0]
    assert way.request == Edits(frozenset((b"x-a",)), ((b"x-a", b"own"),))
    assert way.response == Edits(frozenset((b"x-a",)), ((b"x-a", b"route"),))


def test_a_parts_own_rewrite_replaces_the_routes() -> None:
    own = replace(ORDERS, rewrite=RewriteSpec(path=text("/own")))
    written = replace(route(), to=(own, USERS), rewrite=RewriteSpec(path=text("/all"), host=text("a.example")))
    ways = compiled(written)[0]
    assert [(way.rewrite, way.host) for way in ways] == [
        (Rewrite((b"own",), None), None),
        (Rewrite((b"all",), None), b"a.example"),
    ]


def test_what_cors_says_an_edit_may_not() -> None:
    assert codes(compiled(replace(route(), response=EditsSpec(remove=texts("x-cors"))))[1]) == ["header-reserved"]


def test_a_mirror_has_its_upstreams_timeouts_as_the_route_narrows_them() -> None:
    written = replace(route(), mirror=(MirrorSpec(text("users"), 0.1),), timeout=TimeoutSpec(total=2.0))
    [mirror] = DestinationCompiler(UPSTREAMS, frozenset(), []).mirrors(written)
    assert (mirror.upstream, mirror.share, mirror.timeouts.total, mirror.keeps_host) == ("users", 0.1, 2.0, True)


def test_a_mirror_of_an_unknown_upstream_is_a_fault() -> None:
    faults: list[Fault] = []
    written = replace(route(), mirror=(MirrorSpec(text("ghosts")),))
    assert DestinationCompiler(UPSTREAMS, frozenset(), faults).mirrors(written) == ()
    assert codes(faults) == ["upstream-unknown"]
