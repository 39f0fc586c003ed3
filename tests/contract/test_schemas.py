"""What every compiler of schemas does, whatever it is made of.

The JSON-Schema-Test-Suite is in no package that our locks hold, so it is not run here: what is, is what we rely on.
"""

from typing import Any

import pytest

from adapters.schemas.jsonschema_rs_schemas import JsonschemaRsSchemas
from application.ports.schemas import SchemaCompiler, Unusable, Validator
from domain.contract.schema import Schema
from domain.spec.document import Document, Pointer
from domain.spec.place import Place
from domain.spec.place_map import PlaceMap

AT = Place("orders.json", 1, 1)


@pytest.fixture(params=[JsonschemaRsSchemas])
def schemas(request: pytest.FixtureRequest) -> SchemaCompiler:
    made: SchemaCompiler = request.param()
    return made


def document(value: dict[str, Any]) -> Document:
    return Document("limen:/orders", value, PlaceMap(AT, {}))


def compiled(schemas: SchemaCompiler, value: Any, around: dict[str, Any] | None = None, at: Pointer = ()) -> Validator:
    return schemas.compiled(Schema(value, document(around or {}), at))


def said(schemas: SchemaCompiler, schema: Any, value: Any) -> list[tuple[str, str]]:
    return [(one.pointer, one.said) for one in compiled(schemas, schema).violations(value, 9)]


def test_what_is_valid_has_no_violation(schemas: SchemaCompiler) -> None:
    validator = compiled(schemas, {"type": "integer"})
    assert (validator.is_valid(7), validator.violations(7, 9)) == (True, ())
    assert not validator.is_valid("7")


def test_references_are_to_the_document(schemas: SchemaCompiler) -> None:
    around = {"a b/c~d": {"type": "integer"}, "list": {"items": {"$ref": "#/a%20b~1c~0d"}}}
    assert not compiled(schemas, {"$ref": "#/list"}, around).is_valid(["x"])
    assert not compiled(schemas, around["a b/c~d"], around, ("a b/c~d",)).is_valid("x")


def test_a_schema_may_hold_itself(schemas: SchemaCompiler) -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/node"}}, "additionalProperties": False}
    validator = compiled(schemas, node, {"node": node}, ("node",))
    assert validator.is_valid({"next": {"next": {}}})
    assert [one.pointer for one in validator.violations({"next": {"a/b~c": 1}}, 9)] == ["/next"]


def test_as_many_violations_are_told_as_were_asked_for(schemas: SchemaCompiler) -> None:
    validator = compiled(schemas, {"items": {"type": "integer"}})
    assert [one.pointer for one in validator.violations(["a", "b", "c"], 2)] == ["/0", "/1"]


@pytest.mark.parametrize(
    ("schema", "value", "sentence"),
    [
        ({"type": ["integer", "null"]}, "x", "It must be an integer or null."),
        ({"required": ["sku"]}, {}, "The member `sku` is missing."),
        ({"properties": {"b": {}}, "additionalProperties": False}, {"a": 1}, "It has a member that is not known: `a`."),
        ({"properties": {"c": {}}, "additionalProperties": False}, {"a": 1, "b": 1}, "Not known: `a`, `b`."),
        ({"enum": ["a", 1]}, "x", 'It must be one of "a", 1.'),
        ({"const": 5}, 4, "It must be 5."),
        ({"format": "date-time"}, "x", "It must be a date and time."),
        ({"format": "ipv4"}, "x", "It must be of the format `ipv4`."),
        ({"pattern": "^a+$"}, "b", "It must match the pattern ^a+$."),
        ({"minimum": 3}, 1, "It must be at least 3."),
        ({"maxLength": 1}, "ab", "It must have at most 1 character."),
        ({"multipleOf": 2}, 3, "It must be a multiple of 2."),
        ({"uniqueItems": True}, [1, 1], "Its items must all be different."),
        ({"minimum": 3.0}, 1, "It must be at least 3."),
        ({"minItems": 2}, [1], "It must have at least 2 items."),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, 1, "It is none of the kinds that are possible."),
        ({"anyOf": [{"maximum": 3}, {"multipleOf": 2}]}, 5, "It is none of the kinds that are possible."),
        ({"anyOf": [{"enum": [1]}, {"const": 2}]}, 5, "It is none of the kinds that are possible."),
        ({"oneOf": [True, True]}, 1, "It must be exactly one of the kinds that are possible."),
        ({"not": {}}, 1, "It is what it must not be."),
        (False, 1, "Nothing may stand here."),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, "A member has a name that is not possible."),
        ({"contains": {"type": "string"}}, [1], "None of its items is what one has to be."),
    ],
)
def test_a_violation_is_a_plain_sentence(schemas: SchemaCompiler, schema: Any, value: Any, sentence: str) -> None:
    assert [one for _, one in said(schemas, schema, value)] == [sentence]


def test_no_sentence_shows_what_was_sent(schemas: SchemaCompiler) -> None:
    every = {
        "type": "integer",
        "enum": [1],
        "pattern": "^a$",
        "format": "date",
        "maxLength": 1,
        "not": {"type": "string"},
    }
    assert not any("secret" in sentence for _, sentence in said(schemas, every, "secret"))


@pytest.mark.parametrize(
    "schema",
    [{"type": "objekt"}, {"pattern": "(?=a)b"}, {"pattern": "("}, {"$ref": "#/nowhere"}, {"$ref": "http://a/b"}, 7],
)
def test_what_is_no_schema_or_leads_nowhere_is_unusable(schemas: SchemaCompiler, schema: Any) -> None:
    with pytest.raises(Unusable):
        compiled(schemas, schema)


def test_an_unusable_schema_says_where_in_its_document(schemas: SchemaCompiler) -> None:
    around = {"order": {"properties": {"n": {"type": "objekt"}}}}
    with pytest.raises(Unusable) as caught:
        compiled(schemas, around["order"], around, ("order",))
    assert caught.value.pointer == ("order", "properties", "n", "type")


def test_patterns_match_in_linear_time(schemas: SchemaCompiler) -> None:
    assert not compiled(schemas, {"pattern": "^(a+)+$"}).is_valid("a" * 50_000 + "b")
