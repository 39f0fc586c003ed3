from typing import Any

from domain.contract.schema import Schema
from domain.contract.shape import Shape, read_scalar, shape_of
from tests.unit.domain.plan.contract_documents import document

INTEGER = frozenset(("integer",))


def shape(value: Any, **around: Any) -> Shape:
    return shape_of(Schema(value, document(around)))


def test_without_a_schema_anything_is_text() -> None:
    assert shape_of(None) == Shape()
    assert read_scalar("7", frozenset()) == "7"


def test_a_type_is_found_behind_references_alternatives_and_listed_values() -> None:
    assert shape({"$ref": "#/page"}, page={"type": "integer"}).types == INTEGER
    assert shape({"anyOf": [{"type": "integer"}, {"$ref": "#/none"}]}, none={"type": ["null"]}).types == {
        "integer",
        "null",
    }
    assert shape({"enum": [1, True, 1.5, "a"]}).types == {"integer", "boolean", "number", "string"}
    assert shape({"const": 7}).types == INTEGER
    assert shape({"type": ["integer", 7], "allOf": 7}).types == INTEGER
    assert shape({"enum": 7}).types == frozenset()


def test_what_refers_to_itself_has_an_end() -> None:
    assert shape({"$ref": "#/a"}, a={"$ref": "#/a"}) == Shape()
    assert shape({"anyOf": [{"$ref": "#/a"}]}, a={"anyOf": [{"$ref": "#/a"}]}).types == frozenset()
    assert shape({"$ref": "elsewhere"}) == Shape()


def test_lists_know_their_items_and_mappings_their_members() -> None:
    assert shape({"type": "array", "items": {"type": "integer"}}).items == INTEGER
    members = {"properties": {"page": {"type": "integer"}, "ids": {"type": "array", "items": {"type": "integer"}}}}
    found = shape({"type": "object", **members, "allOf": [{}, {"properties": {"size": {"type": "integer"}}}]})
    assert (found.is_object, found.is_array) == (True, False)
    assert found.members == {"page": INTEGER, "ids": {"array"}, "size": INTEGER}
    assert (found.items_of("ids"), found.items_of("other")) == (INTEGER, frozenset())


def test_only_the_canonical_spelling_is_a_number_or_a_truth_value() -> None:
    assert [read_scalar(text, INTEGER) for text in ("7", "-7", "0", "07", "+7", "7.0", " 7", "\u0667", "1" * 21)] == [
        7, -7, 0, "07", "+7", "7.0", " 7", "\u0667", "1" * 21,
    ]  # fmt: skip
    number = frozenset(("number",))
    assert [read_scalar(text, number) for text in ("7", "1.5", "1e3", ".5", "NaN")] == [7, 1.5, 1000.0, ".5", "NaN"]
    boolean = frozenset(("boolean",))
    assert [read_scalar(text, boolean) for text in ("true", "false", "True", "1")] == [True, False, "True", "1"]
