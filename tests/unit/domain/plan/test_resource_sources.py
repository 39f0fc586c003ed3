"""What was written for a resource becomes components, and references lead to them."""

from typing import Any

from domain.plan.resource_sources import Moved, inside, pointer_of, sources_of


def test_an_item_that_is_a_file_is_that_file() -> None:
    written = {"item": {"$ref": "#/files/orders.json"}, "files": {"orders.json": {}}}
    assert sources_of(written, "Order") == {"Order": ("files", "orders.json")}


def test_an_item_that_is_written_here_is_itself() -> None:
    assert sources_of({"item": {"type": "object"}}, "Order") == {"Order": ("item",)}


def test_a_part_of_a_file_is_led_to_and_not_the_whole() -> None:
    written = {"item": {"$ref": "#/files/all.json/$defs/Order"}, "files": {"all.json": {}}}
    assert sources_of(written, "Order") == {"Order": ("item",), "All": ("files", "all.json")}


def test_a_file_is_called_as_it_is_named_and_none_as_another() -> None:
    files: dict[str, Any] = {
        "parts/line-item.schema.json": {},
        "line_item.json": {},
        "order.json": {},
        "new-order.json": {},
    }
    assert list(sources_of({"item": {}, "files": files}, "Order")) == [
        "Order", "LineItem", "LineItem2", "Order2", "NewOrder2",
    ]  # fmt: skip


def test_a_pointer_is_read_from_a_fragment() -> None:
    assert pointer_of("#/files/parts~1a%20b.json/$defs") == ("files", "parts/a b.json", "$defs")
    assert pointer_of("https://shop.example/x") == ()


def test_what_is_not_there_is_nothing() -> None:
    assert inside({"a": 1}, ("a", "b")) is None


def test_references_lead_to_the_new_place_and_keep_the_rest() -> None:
    moved = Moved({("item",): "Order", ("files", "a/b.json"): "B"})
    assert moved.schema({"$ref": "#/item/$defs/x~1y"}) == {"$ref": "#/components/schemas/Order/$defs/x~1y"}
    assert moved.schema([{"$ref": "#/files/a~1b.json"}]) == [{"$ref": "#/components/schemas/B"}]
    assert moved.schema({"$ref": "#anchor"}) == {"$ref": "#anchor"}


def test_a_member_that_is_called_like_a_keyword_is_a_member() -> None:
    moved = Moved({("item",): "Order"})
    schema = {"properties": {"$ref": {"$ref": "#/item"}, "enum": {"$ref": "#/item"}}}
    led = {"$ref": "#/components/schemas/Order"}
    assert moved.schema(schema) == {"properties": {"$ref": led, "enum": led}}


def test_a_plain_value_is_not_looked_into() -> None:
    schema = {"const": {"$ref": "#/item"}, "examples": [{"$ref": "#/item"}]}
    assert Moved({("item",): "Order"}).schema(schema) == schema
