"""What an upstream's answer is described as, once the route has given it another shape: as its values are shaped."""

from typing import Any

import pytest

from application.description.shaped import shaped, uses_of
from domain.composition.shape import Shape

COMPONENTS: dict[str, Any] = {
    "#/components/schemas/User": {
        "type": "object",
        "required": ["id", "name", "mail"],
        "properties": {
            "id": {"type": "integer"},
            "name": {"type": "string"},
            "mail": {"type": "string"},
            "home": {"$ref": "#/components/schemas/Address"},
        },
        "additionalProperties": False,
        "examples": [{"id": 1}],
    },
    "#/components/schemas/Address": {
        "type": "object",
        "required": ["town"],
        "properties": {"town": {"type": "string"}, "street": {"type": "string"}},
    },
    "#/components/schemas/Either": {"anyOf": [{"$ref": "#/components/schemas/User"}]},
    "#/components/schemas/Endless": {"$ref": "#/components/schemas/Endless"},
}
USER: Any = {"$ref": "#/components/schemas/User"}
LIST: Any = {"type": "array", "items": USER, "minItems": 1}


def schema_of(schema: Any, **shape: Any) -> Any:
    return shaped({"schema": schema}, Shape(**shape), COMPONENTS.__getitem__)["schema"]


def test_what_is_picked_is_left() -> None:
    assert schema_of(USER, pick=(("name",), ("home", "town"), ("nothing",))) == {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "home": {"type": "object", "properties": {"town": {"type": "string"}}, "required": ["town"]},
        },
        "required": ["name"],
    }


def test_what_is_dropped_is_gone_and_needed_no_more() -> None:
    found = schema_of(USER, drop=(("mail",), ("home", "street"), ("nothing",)))
    assert list(found["properties"]) == ["id", "name", "home"]
    assert (found["required"], found["additionalProperties"]) == (["id", "name"], False)
    assert list(found["properties"]["home"]["properties"]) == ["town"]


def test_what_is_renamed_is_needed_by_its_new_name() -> None:
    found = schema_of(USER, rename=((("mail",), "email"), (("nothing",), "more")))
    assert list(found["properties"]) == ["id", "name", "email", "home"]
    assert found["required"] == ["id", "name", "email"]


def test_a_new_name_that_is_there_already_stands_for_either() -> None:
    found = schema_of(USER, rename=((("id",), "name"),))
    assert found["properties"]["name"] == {"anyOf": [{"type": "integer"}, {"type": "string"}]}
    assert found["required"] == ["name", "mail"]


def test_what_is_wrapped_stands_below_its_name_beside_what_is_said_of_it() -> None:
    assert schema_of(USER, wrap="data", meta={"v": 1}) == {
        "type": "object",
        "properties": {"data": USER, "meta": {"const": {"v": 1}}},
        "required": ["data", "meta"],
    }
    assert schema_of(USER, wrap="data")["required"] == ["data"]


def test_each_item_of_a_list_is_shaped() -> None:
    picked = schema_of(LIST, pick=(("id",),))
    assert picked == {
        "type": "array",
        "items": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]},
    }
    assert "id" not in schema_of(LIST, drop=(("id",),))["items"]["properties"]


@pytest.mark.parametrize(
    "schema",
    [{"$ref": "#/components/schemas/Either"}, {"$ref": "#/components/schemas/Endless"}, True, {"type": "string"}],
)
@pytest.mark.parametrize("shape", [{"pick": (("id",),)}, {"drop": (("id",),)}, {"rename": ((("id",), "nr"),)}])
def test_where_no_fields_are_told_anything_may_come(schema: Any, shape: Any) -> None:
    assert schema_of(schema, **shape) == {}


def test_examples_are_shaped_as_answers_are() -> None:
    media: Any = {
        "example": {"id": 1, "name": "a"},
        "examples": {"one": {"value": {"id": 2}}, "far": {"externalValue": "x"}},
    }
    found = shaped(media, Shape(pick=(("id",),)), COMPONENTS.__getitem__)
    assert found == {"example": {"id": 1}, "examples": {"one": {"value": {"id": 2}}, "far": {"externalValue": "x"}}}


def test_what_is_written_out_is_used_no_more_and_what_it_refers_to_is() -> None:
    prefix = "#/components/schemas/"
    assert uses_of(schema_of(LIST, drop=(("id",),)), prefix) == {"Address"}
    assert uses_of(
        {"discriminator": {"mapping": {"a": f"{prefix}A"}}, "items": [{"$ref": f"{prefix}B/properties/b"}]}, prefix
    ) == {"A", "B"}
