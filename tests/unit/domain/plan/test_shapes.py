"""Shapes compile: of the answers of a route that forwards."""

from dataclasses import replace
from typing import Any

from domain.composition.shape import Shape
from domain.plan.composed import Shaping
from domain.plan.shapes import WHOLE_AND_PLAIN
from domain.spec.composition import PASS, FieldsSpec, ShapeSpec
from domain.spec.route import RedirectSpec
from tests.unit.domain.builders import at, plan, route, spec, text
from tests.unit.domain.plan.test_compositions import wrong

DROP = FieldsSpec(drop=(text("a.b"),))


def shaped(fields: FieldsSpec = DROP, **other: Any) -> Any:
    return replace(route(), shape=ShapeSpec(at(), fields, **other))


def test_a_shape_is_what_was_written() -> None:
    found = plan(spec(shaped(wrap=text("data"), meta={"v": 1}, limit=9, others=PASS))).routes[0]
    shape = Shape(drop=(("a", "b"),), wrap="data", meta={"v": 1})
    assert found.shaping == Shaping(shape, 9, passes_others=True, at=at())


def test_answers_that_are_to_be_shaped_are_asked_for_whole_and_plain() -> None:
    (way,) = plan(spec(shaped())).routes[0].destinations
    assert way.request == WHOLE_AND_PLAIN
    assert plan(spec(route())).routes[0].shaping is None


def test_what_is_wrong_with_a_shape() -> None:
    assert wrong(spec(shaped(FieldsSpec()))) == ["shape-empty"]
    assert wrong(spec(shaped(meta=1))) == ["shape-meta"]
    assert wrong(spec(shaped(wrap=text("meta"), meta=1))) == ["shape-meta"]
    assert wrong(spec(shaped(FieldsSpec(pick=(text(""),))))) == ["field-malformed"]
    assert wrong(spec(shaped(FieldsSpec(rename=((text("a."), text("b")),))))) == ["field-malformed"]
    moved = replace(shaped(), to=None, redirect=RedirectSpec(at(), path=text("/x")))
    assert wrong(spec(moved)) == ["action-unfit"]
