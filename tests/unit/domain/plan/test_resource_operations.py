"""What each action of a resource takes and answers."""

from typing import Any

import pytest

from domain.plan.resource_operations import METHODS, OperationMaker, id_schema
from domain.plan.resource_schemas import item_schemas
from domain.spec.resource import ACTIONS, CURSOR, OFFSET, PageSpec, ResourceSpec
from tests.unit.domain.plan.resource_specs import ORDER, resource, text, written


def operation(action: str, spec: ResourceSpec | None = None, *others: str) -> dict[str, Any]:
    spec = spec or resource()
    schemas = item_schemas(spec)
    assert schemas is not None
    return OperationMaker(spec, schemas, id_schema(spec, schemas), others).make(action)


def parameters(found: dict[str, Any]) -> dict[str, Any]:
    return {one["name"]: one["schema"] for one in found["parameters"]}


def test_every_action_has_its_method() -> None:
    assert METHODS.keys() == set(ACTIONS)


@pytest.mark.parametrize(
    ("action", "summary", "statuses"),
    [
        ("list", "List orders", ["200"]),
        ("read", "Read an order", ["200", "404"]),
        ("create", "Create an order", ["201", "409"]),
        ("replace", "Replace an order", ["200", "404", "409"]),
        ("update", "Change an order", ["200", "404", "409"]),
        ("delete", "Delete an order", ["204", "404"]),
    ],
)
def test_an_action_is_described(action: str, summary: str, statuses: list[str]) -> None:
    found = operation(action)
    assert (found["summary"], list(found["responses"])) == (summary, statuses)
    assert found["tags"] == ["orders"]


def test_names_are_spelt_in_words() -> None:
    found = operation("read", resource(title="LineItem"))
    assert (found["operationId"], found["summary"]) == ("readLineItem", "Read a line item")
    assert operation("list")["operationId"] == "listOrders"


def test_headings_and_words_are_those_of_the_resource() -> None:
    found = operation("read", resource(tags=("shop",), description="Of the shop."))
    assert (found["tags"], found["description"]) == (["shop"], "Of the shop.")


def test_an_item_is_named_by_the_path_with_the_schema_that_it_has_there() -> None:
    assert parameters(operation("read")) == {"order_id": {"type": "integer"}}


@pytest.mark.parametrize(
    ("schemas", "expected"),
    [
        (written(id={"type": "string", "format": "uuid"}), {"type": "string", "format": "uuid"}),
        (written(item={"properties": {"order_id": {"type": "number"}, "id": {}}}), {"type": "number"}),
        (written(item={"properties": {"order_id": True}}), {"type": "string", "minLength": 1}),
    ],
)
def test_its_schema_is_what_is_given_or_that_of_the_member_or_any_text(schemas: Any, expected: Any) -> None:
    assert parameters(operation("read", resource(schemas=schemas))) == {"order_id": expected}


def test_other_parameters_of_the_path_are_any_text() -> None:
    found = operation("create", resource(), "customer")
    assert parameters(found) == {"customer": {"type": "string", "minLength": 1}}
    assert all(one["required"] for one in found["parameters"])


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (PageSpec(), ["page", "size"]),
        (PageSpec(OFFSET), ["offset", "limit"]),
        (PageSpec(CURSOR, names=("after", "first")), ["after", "first"]),
    ],
)
def test_a_list_is_asked_for_in_parts(page: PageSpec, names: list[str]) -> None:
    found = parameters(operation("list", resource(page=page)))
    assert list(found) == names
    assert found[names[1]] == {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}


def test_a_list_is_narrowed_by_members_and_by_what_has_a_schema_of_its_own() -> None:
    schemas = written(filters={"since": {"type": "string", "format": "date"}})
    spec = resource(schemas=schemas, filters=(text("item"), text("since")), sort=(text("id"),))
    assert parameters(operation("list", spec)) == {
        "item": {"type": "string"},
        "since": {"type": "string", "format": "date"},
        "sort": {"type": "string", "enum": ["id", "-id"]},
    }


def test_a_list_is_the_answer_or_stands_under_a_key() -> None:
    many = {"type": "array", "items": {"$ref": "#/components/schemas/Order"}}
    assert _answer(operation("list"), "200") == many
    under = _answer(operation("list", resource(items="data")), "200")
    assert under == {"type": "object", "required": ["data"], "properties": {"data": many}}


def test_what_is_sent_is_a_new_item_or_a_change() -> None:
    sent = operation("create")["requestBody"]
    assert sent["required"] is True
    assert sent["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/NewOrder"}
    changes = operation("update")["requestBody"]["content"]
    assert list(changes) == ["application/json", "application/merge-patch+json"]
    assert {one["schema"]["$ref"] for one in changes.values()} == {"#/components/schemas/OrderChange"}


def test_examples_are_the_schema_s_without_what_nobody_sends() -> None:
    sent = operation("replace")["requestBody"]["content"]["application/json"]["example"]
    assert sent == {"item": "kettle", "size": 2}
    assert operation("read")["responses"]["200"]["content"]["application/json"]["example"] == ORDER["examples"][0]


@pytest.mark.parametrize("terms", [{"examples": []}, {"examples": ["teapot"]}, {"examples": "teapot"}])
def test_what_is_no_example_of_an_item_is_left_out(terms: dict[str, Any]) -> None:
    found = operation("create", resource(schemas=written(item={**ORDER, **terms})))
    assert "example" not in found["requestBody"]["content"]["application/json"]


def test_whoever_made_one_is_told_where_it_is() -> None:
    assert list(operation("create")["responses"]["201"]["headers"]) == ["location"]


def _answer(found: dict[str, Any], status: str) -> Any:
    return found["responses"][status]["content"]["application/json"]["schema"]
