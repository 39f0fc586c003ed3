"""What is wrong with a value is told in a time that no caller can stretch: no test here ends where it can be."""

from typing import Any

from adapters.schemas.jsonschema_rs_schemas import JsonschemaRsSchemas
from adapters.schemas.telling import SMALL, is_small
from domain.contract.schema import Schema, Violation
from domain.spec.document import Document
from domain.spec.place import Place

NODE = {"$ref": "#/components/schemas/node"}
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "node": {
                "anyOf": [
                    {"type": "object", "properties": {"of": NODE}, "required": ["of"]},
                    {"type": "object", "properties": {"of": NODE}, "required": ["of", "more"]},
                ]
            }
        }
    }
}


def violations(schema: Any, value: Any) -> tuple[Violation, ...]:
    document = Document("limen:/x", DOCUMENT, lambda _: Place("x", 1, 1))
    compiled = JsonschemaRsSchemas().compiled(Schema(schema, document))
    assert not compiled.is_valid(value)
    return compiled.violations(value, 21)


def nested(levels: int) -> Any:
    return {} if levels == 0 else {"of": nested(levels - 1)}


def test_alternatives_that_refer_to_themselves_are_not_followed_level_by_level() -> None:
    assert [(one.pointer, one.keyword) for one in violations(NODE, nested(60))] == [("", "anyOf")]
    listed = {"type": "array", "items": {"oneOf": [NODE, {"type": "integer"}]}}
    assert [one.pointer for one in violations(listed, [1, nested(60), 2])] == ["/1"]


def test_of_a_small_value_everything_is_told_and_of_a_large_one_the_first() -> None:
    numbers = {"type": "array", "items": {"type": "integer"}}
    assert len(violations(numbers, ["a", 1, "b"])) == 2
    assert [one.pointer for one in violations(numbers, [1, *"x" * 300_000])] == ["/1"]
    assert len(violations({"anyOf": [numbers, {"type": "object"}]}, ["x"] * 300_000)) == 1


def test_what_no_alternative_describes_is_still_told_beside_them() -> None:
    schema = {"anyOf": [{"properties": {"a": {"type": "integer"}}}], "unevaluatedProperties": False}
    assert {one.keyword for one in violations(schema, {"a": 1, "b": 2})} == {"unevaluatedProperties"}


def test_a_value_is_small_by_all_that_is_in_it() -> None:
    assert is_small([[0] * (SMALL - 2)])
    assert not is_small([[0] * SMALL])
    assert not is_small({"a": {"b": [0] * SMALL}})
