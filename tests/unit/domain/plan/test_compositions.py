"""Compositions compile: parts with their upstreams, in the order in which they can be asked."""

from dataclasses import replace
from typing import Any

from domain.composition.composition import Composition
from domain.plan.compile import compile_plan
from domain.plan.composed import Composed
from domain.plan.compositions import ASKING, DEFAULT_SECONDS
from domain.spec.composition import FLAT, ComposeSpec, FieldsSpec, JoinSpec, PartSpec
from domain.spec.route import EditsSpec, RouteSpec
from domain.spec.spec import Spec
from domain.spec.upstream import TimeoutSpec
from tests.unit.domain.builders import at, plan, route, spec, text


def part(name: str = "all", get: str = "/x", **other: Any) -> PartSpec:
    return PartSpec(text(name), text(get), text("orders"), **other)


def join(to: str = "orders", by: str = "item_id", **other: Any) -> JoinSpec:
    return JoinSpec(at(), text(to), text(by), **other)


def wrong(written: Spec) -> list[str]:
    """The codes of what is; none, where it is a plan."""
    compiled = compile_plan(written)
    return [fault.code for fault in compiled] if isinstance(compiled, tuple) else []


def composing(*parts: PartSpec, written: str = "/me/{id}", **other: Any) -> RouteSpec:
    bare = route(written=written)
    return replace(
        bare, match=replace(bare.match, methods=(text("GET"),)), to=None, compose=ComposeSpec(at(), parts, **other)
    )


def composed(*parts: PartSpec, timeout: TimeoutSpec | None = None, **other: Any) -> Composed:
    written = replace(composing(*parts, **other), timeout=timeout or TimeoutSpec())
    found = plan(spec(written)).routes[0].composed
    assert found is not None
    return found


def composition(*parts: PartSpec, **other: Any) -> Composition:
    return composed(*parts, **other).composition


def test_what_needs_a_value_of_another_part_comes_after_it() -> None:
    found = composition(part("b", "/b/{a:/x}"), part("a"), part("c", "/c?ids={join.ids}", join=join("b")))
    assert [one.name for one in found.parts] == ["b", "a", "c"]
    assert found.steps == (("a",), ("b",), ("c",))


def test_the_route_has_ten_seconds_for_all_unless_it_says_otherwise() -> None:
    assert composition(part()).seconds == DEFAULT_SECONDS
    timed = composed(part(timeout=0.5), timeout=TimeoutSpec(total=2.0))
    assert timed.composition.seconds == 2.0
    assert timed.ways["all"].timeouts.total == 0.5


def test_a_part_is_asked_for_json_and_not_what_the_caller_asked() -> None:
    written = replace(composing(part()), request=EditsSpec(set=((text("x-a"), "1"), (text("accept"), "text/html"))))
    found = plan(spec(written)).routes[0]
    assert found.composed is not None
    sent = found.composed.ways["all"].request
    assert sent.added == ((b"x-a", b"1"), *ASKING.added)
    assert sent.dropped >= ASKING.dropped
    assert found.upstreams == ("orders",)
    assert found.destinations == ()


def test_a_part_is_a_member_of_its_own_name_or_another_or_lies_flat() -> None:
    found = composition(
        part("a"), part("b", into=text("bb")), part("c", flatten=True), part("d", flatten=False), merge=FLAT
    )
    assert [one.into for one in found.parts] == ["", "bb", "", "d"]
    assert [one.into for one in composition(part("a"), part("b", flatten=True)).parts] == ["a", ""]


def test_a_join_says_what_it_did_not_write() -> None:
    orders = part("orders")
    _, one, _ = composition(
        orders,
        part("items", "/i/{join.id}", join=join(by="lines.sku")),
        part("more", "/m?id={join.ids*}", join=join(id=text("sku"), into=text("item"), most=5, at_once=2)),
    ).parts
    more = composition(orders, part("m", "/m?id={join.ids*}", join=join(id=text("sku"), into=text("i"), most=5))).parts[
        1
    ]
    assert one.join is not None
    assert more.join is not None
    assert (one.join.by, one.join.identity, one.join.into, one.join.is_batch) == (
        ("lines", "sku"),
        ("id",),
        "items",
        False,
    )
    assert (more.join.identity, more.join.into, more.join.most, more.join.is_batch) == (("sku",), "i", 5, True)


def test_a_part_has_a_place_in_its_answer_and_a_shape() -> None:
    fields = FieldsSpec(pick=(text("a"),), drop=(text("b.c"),), rename=((text("d"), text("e")),))
    found = composition(part(at=text("/items/0"), fields=fields)).parts[0]
    assert found.at == ("items", "0")
    assert (found.shape.pick, found.shape.drop, found.shape.rename) == ((("a",),), (("b", "c"),), ((("d",), "e"),))


def test_what_cannot_be_read_is_a_fault() -> None:
    assert wrong(spec(composing(part(get="x")))) == ["get-malformed"]
    assert wrong(spec(composing(part(at=text("items"))))) == ["pointer-malformed"]
    assert wrong(spec(composing(part(fields=FieldsSpec(pick=(text("a..b"),)))))) == ["field-malformed"]
    bad = part("i", "/{join.id}", join=join("all", "a..b", id=text("c.")))
    assert wrong(spec(composing(part(), bad))) == ["field-malformed", "field-malformed"]


def test_a_circle_is_a_fault_of_its_own_and_a_part_that_is_not_there_another() -> None:
    assert wrong(spec(composing(part("a", "/{b:/x}"), part("b", "/{a:/x}")))) == ["compose-circle"]
    assert wrong(spec(composing(part("a", "/{c:/x}")))) == ["part-unknown"]


def test_an_upstream_that_is_not_there_and_a_path_that_cannot_be_read() -> None:
    assert wrong(spec(composing(replace(part(), upstream=text("odrers"))))) == ["upstream-unknown"]
    assert wrong(spec(composing(part(get="/{id}"), written="/{"))) == ["path-malformed"]
