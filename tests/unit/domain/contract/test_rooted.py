from domain.contract.rooted import rooted
from domain.spec.document import Json, Pointer


def led(reference: str, at: Pointer) -> str:
    return f"#/there/{reference}@{'.'.join(at)}"


def moved(schema: Json) -> Json:
    return rooted(schema, led)


def test_references_are_led_on_wherever_schemas_stand() -> None:
    assert moved({"items": [{"$ref": "a"}], "$dynamicRef": "b"}) == {
        "items": [{"$ref": "#/there/a@items.0.$ref"}],
        "$dynamicRef": "#/there/b@$dynamicRef",
    }


def test_a_property_may_be_called_like_a_keyword() -> None:
    written: Json = {"properties": {"$ref": {"type": "string"}, "const": {"$ref": "a"}}}
    assert moved(written) == {
        "properties": {"$ref": {"type": "string"}, "const": {"$ref": "#/there/a@properties.const.$ref"}}
    }


def test_what_looks_like_a_reference_in_data_is_none() -> None:
    for keyword in ("const", "enum", "default", "examples"):
        assert moved({keyword: [{"$ref": "a"}]}) == {keyword: [{"$ref": "a"}]}


def test_what_is_no_mapping_stays() -> None:
    assert moved(True) is True
    assert moved({"$ref": 7, "properties": True}) == {"$ref": 7, "properties": True}
