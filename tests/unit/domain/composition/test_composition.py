"""Parts that become one answer."""

from typing import Any

from domain.composition.composition import Composition, Part
from domain.composition.join import Join
from domain.composition.shape import Shape
from domain.composition.template import Template, parse_template
from domain.composition.trouble import Trouble
from domain.message.reason import PART_FAILED

JOIN = Join("orders", ("item_id",), ("id",), "item", most=10, at_once=2, is_batch=True)


def part(name: str, get: str = "/x", **other: Any) -> Part:
    template = parse_template(get)
    assert isinstance(template, Template)
    told = {"is_optional": False, "at": (), "shape": Shape(), "limit": 100, "into": name}
    return Part(name=name, upstream="u", get=template, **{**told, **other})


def composed(*parts: Part, troubles: tuple[Trouble, ...] = (), **values: object) -> dict[str, object]:
    return Composition(parts, (), 1.0, 100).composed(values, troubles)


def test_parts_are_members_in_the_order_in_which_they_were_written() -> None:
    whole = composed(part("b"), part("a", into="aa"), a=[1], b={"x": None})
    assert whole == {"b": {"x": None}, "aa": [1]}
    assert list(whole) == ["b", "aa"]


def test_a_part_that_is_missing_is_named_and_has_no_member() -> None:
    whole = composed(part("a"), part("b"), troubles=(Trouble("b", PART_FAILED, "secret"),), a=1)
    assert whole == {"a": 1, "problems": [{"part": "b", "status": 502, "reason": "part-failed"}]}


def test_of_parts_that_are_laid_flat_the_first_keeps_a_name() -> None:
    assert composed(part("a", into=""), part("b", into=""), a={"x": 1}, b={"x": 2, "y": 3}) == {"x": 1, "y": 3}
    assert composed(part("x"), part("b", into=""), x=1, b={"x": 2}) == {"x": 1}


def test_problems_is_the_compositions_own_word() -> None:
    assert composed(part("a", into=""), a={"problems": "no", "b": 1}) == {"b": 1}


def test_each_part_has_its_shape_after_what_was_joined_to_it() -> None:
    orders = part("orders", shape=Shape(pick=(("item", "name"),)))
    items = part("items", "/i?ids={join.ids}", join=JOIN)
    found = {"7": {"id": 7, "name": "pot"}}
    whole = composed(orders, items, orders=[{"item_id": 7}, {"item_id": 8}], items=found)
    assert whole == {"orders": [{"item": {"name": "pot"}}, {}]}
    assert composed(orders, items, orders=[{"item_id": 7}]) == {"orders": [{}]}
    assert composed(part("orders"), items, part("other"), other={"a": 1}, orders=[{"item_id": 7}], items=found) == {
        "orders": [{"item_id": 7, "item": {"id": 7, "name": "pot"}}],
        "other": {"a": 1},
    }


def test_a_part_that_was_picked_to_nothing_has_no_members() -> None:
    assert composed(part("a", into="", shape=Shape(pick=(("x",),))), a="text") == {}


def test_a_part_needs_the_parts_that_it_names_and_the_one_that_it_is_joined_to() -> None:
    assert part("a", "/{b:/x}/{id}?y={c:/y}&z={b:/z}").needs == ("b", "c")
    assert part("a", "/i/{join.id}", join=JOIN).needs == ("orders",)


def test_the_value_of_a_part_stands_where_it_is_said_to() -> None:
    assert part("a", at=("items",)).value({"items": None}) is None
    missing = part("a", at=("items",)).value({})
    assert isinstance(missing, Trouble)
    assert missing.reason.name == "part-unfit"


def test_what_is_laid_flat_is_an_object() -> None:
    assert part("a", into="").value({}) == {}
    refused = part("a", into="").value([1])
    assert isinstance(refused, Trouble)
    assert refused.reason.name == "part-unfit"


def test_a_batch_is_a_list_of_values_that_say_their_keys_each_in_its_shape() -> None:
    items = part("items", "/i?ids={join.ids}", join=JOIN, at=("list",), into="", shape=Shape(drop=(("id",),)))
    assert items.found({"list": [{"id": 7, "n": 1}]}) == {"7": {"n": 1}}
    documents: list[object] = [{"list": {}}, {}]
    for document in documents:
        refused = items.found(document)
        assert isinstance(refused, Trouble)
        assert refused.reason.name == "part-unfit"
    assert part("a").found([{"id": 7}]) == {}
