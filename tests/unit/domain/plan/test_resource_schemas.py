"""What may be sent to make or to change an item, and what an answer has."""

from typing import Any

from domain.plan.resource_schemas import ItemSchemas, item_schemas, parameter_schema, reference
from domain.spec.resource import ResourceSpec
from tests.unit.domain.plan.resource_specs import ORDER, resource, text, written


def made(spec: ResourceSpec | None = None) -> ItemSchemas:
    found = item_schemas(spec or resource())
    assert found is not None
    return found


def component(name: str, spec: ResourceSpec | None = None) -> Any:
    return made(spec).components[name]


def of(**terms: Any) -> ResourceSpec:
    return resource(schemas=written(item={**ORDER, **terms}))


def test_whoever_makes_an_item_says_all_that_is_needed_and_nothing_that_is_read_only() -> None:
    new = component("NewOrder")
    assert (new["required"], list(new["properties"])) == (["item", "size"], ["item", "size"])
    assert new["additionalProperties"] is False
    assert new["properties"]["size"] == {"$ref": "#/components/schemas/Order/$defs/Size"}


def test_whoever_changes_one_says_what_changes() -> None:
    change = component("OrderChange", of(allOf=[{"required": ["item"]}], minProperties=2))
    assert {"required", "allOf", "minProperties"}.isdisjoint(change)
    assert change["properties"]["item"] == {"type": "string"}, "a default would say what is changed unasked"


def test_what_is_fixed_is_said_once() -> None:
    spec = resource(fixed=(text("item"),))
    assert "item" in component("NewOrder", spec)["properties"]
    assert list(component("OrderChange", spec)["properties"]) == ["size"]


def test_a_member_of_any_kind_stays_as_it_is_in_a_change() -> None:
    change = component("OrderChange", of(properties={"anything": True}))
    assert change["properties"] == {"anything": True}


def test_further_members_may_be_sent_where_they_are_described_but_none_that_is_read_only() -> None:
    new = component("NewOrder", of(additionalProperties={"type": "string"}))
    assert new["additionalProperties"] == {"type": "string"}
    assert new["propertyNames"] == {"allOf": [True, {"not": {"enum": ["id"]}}]}


def test_where_nothing_is_read_only_names_are_free() -> None:
    new = component("NewOrder", of(additionalProperties=True, properties={"item": {}}))
    assert "propertyNames" not in new


def test_what_is_write_only_is_in_no_answer() -> None:
    spec = of(properties={**ORDER["properties"], "secret": {"type": "string", "writeOnly": True}})
    assert made(spec).answer == "OrderAnswer"
    assert list(component("OrderAnswer", spec)["properties"]) == ["id", "item", "size"]


def test_where_nothing_is_hidden_an_answer_is_the_item() -> None:
    assert made().answer == "Order"


def test_all_that_was_required_may_be_gone() -> None:
    assert "required" not in component("NewOrder", of(required=["id"]))


def test_an_item_is_called_by_its_title_or_as_the_resource_says_or_is_called() -> None:
    assert made().item == "Order"
    assert made(resource(title="Purchase")).item == "Purchase"
    assert made(of(title="An order of the shop")).item == "Orders"
    line_items = resource(schemas=written(item={"properties": {}}))
    assert made(line_items).item == "Orders"


def test_the_title_is_that_of_where_a_reference_leads() -> None:
    schemas = written(item={"$ref": "#/files/o.json"}, files={"o.json": {"title": "Purchase", "properties": {}}})
    assert made(resource(schemas=schemas)).item == "Purchase"


def test_members_are_found_where_the_root_leads() -> None:
    root = {"$ref": "#/item/$defs/Order", "$defs": {"Order": ORDER}}
    found = made(resource(schemas=written(item=root), title="Order"))
    assert list(found.properties) == ["id", "item", "size"]
    assert found.origins["NewOrder"] == ("item", "$defs", "Order")


def test_a_schema_without_members_makes_nothing() -> None:
    assert item_schemas(of(properties=None)) is None
    assert item_schemas(resource(schemas=written(item=True))) is None
    assert item_schemas(resource(schemas=written(item={"$ref": "#/item"}))) is None
    assert item_schemas(resource(schemas=written(item={"$ref": "#/nowhere"}))) is None


def test_what_is_given_for_itself_leads_to_the_components_too() -> None:
    schemas = written(id={"$ref": "#/item/$defs/Size"}, filters={"enum": {"$ref": "#/item/$defs/Size"}})
    led = {"$ref": "#/components/schemas/Order/$defs/Size"}
    assert made(resource(schemas=schemas)).given == {"id": led, "filters": {"enum": led}}


def test_a_parameter_has_no_default_and_is_not_read_only() -> None:
    assert parameter_schema({"type": "string", "readOnly": True, "default": "x"}) == {"type": "string"}


def test_a_reference_names_a_component() -> None:
    assert reference("Order") == {"$ref": "#/components/schemas/Order"}
