"""What every compiler of schemas does, whatever it is made of.

The JSON-Schema-Test-Suite is in no package that our locks hold, so it is not run here: what is, is what we rely on.
"""

import time
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


def joined(schemas: SchemaCompiler, values: dict[str, Any]) -> dict[str, Validator]:
    """Each by its name, compiled with the others; all of one document, the last one made."""
    whole = document(values)
    stand = {name: Schema(value, whole, (name,)) for name, value in values.items()}
    stand["made"] = Schema({"items": {"$ref": f"#/{next(iter(values))}"}}, whole)
    for _ in schemas.joined(stand.values()):
        """Something else may run here."""
    return {name: schemas.compiled(schema) for name, schema in stand.items()}


RING: dict[str, Any] = {
    "a": {"properties": {"x/y": {"$ref": "#/b"}, "n": {"type": "integer"}}, "additionalProperties": False},
    "b": {"type": "object", "properties": {"back": {"$ref": "#/a"}}, "required": ["back"]},
    "leaf": {"type": "string"},
}


def test_schemas_that_are_joined_say_what_each_alone_says(schemas: SchemaCompiler) -> None:
    values: list[Any] = [{}, {"back": {"n": "x"}}, {"x/y": {"back": {"n": "x"}}}, [{"n": "x"}], "word", 7, {"0": 1}]
    together = joined(schemas, RING)
    around = document(RING)
    for name, validator in together.items():
        value = RING.get(name, {"items": {"$ref": "#/a"}})
        alone = JsonschemaRsSchemas().compiled(Schema(value, around, () if name == "made" else (name,)))
        for one in values:
            assert validator.is_valid(one) is alone.is_valid(one)
            assert validator.violations(one, 9) == alone.violations(one, 9)
    assert [one.pointer for one in together["a"].violations({"x/y": {"back": {"n": "x"}}}, 9)] == ["/x~1y/back/n"]


@pytest.mark.parametrize("broken", [{"type": "objekt"}, {"pattern": "(?=a)"}, {"$ref": "#/nowhere"}])
def test_one_that_is_unusable_is_so_among_others(schemas: SchemaCompiler, broken: Any) -> None:
    with pytest.raises(Unusable):
        joined(schemas, {**RING, "b": {"properties": {"back": {"$ref": "#/a"}, "bad": broken}}})


def test_to_join_many_that_lead_to_each_other_takes_as_long_as_one(schemas: SchemaCompiler) -> None:
    """A hundred validators of all hundred would be ten thousand schemas."""
    properties: Any = {str(number): {"$ref": f"#/{number}"} for number in range(100)}
    values: dict[str, Any] = {str(number): {"properties": properties, "title": str(number)} for number in range(100)}
    began = time.process_time()
    JsonschemaRsSchemas().compiled(Schema(values["0"], document(values), ("0",)))
    one, began = time.process_time() - began, time.process_time()
    joined(schemas, values)
    assert time.process_time() - began < 20 * one


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
