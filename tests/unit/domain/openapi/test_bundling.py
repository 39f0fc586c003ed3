"""Several files become one document: each part once, under a name that is free, in one form."""

import posixpath
from dataclasses import dataclass, field
from typing import Any

from openapi_spec_validator import validate

from domain.openapi.bundling import Bundle, Pages
from domain.openapi.checking import Complaint
from domain.spec.document import Json


@dataclass
class Folder(Pages):
    files: dict[str, Json]
    asked: list[str] = field(default_factory=list)

    def value(self, file: str) -> Json | Complaint:
        self.asked.append(file)
        return self.files.get(file, Complaint((), "document-reference", f"no {file}"))

    def beside(self, file: str, name: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(file), name))


def document(schema: Json, version: str = "3.1.0", **more: Json) -> dict[str, Json]:
    content: Json = {"application/json": {"schema": schema}}
    answer: Json = {"200": {"description": "", "content": content}}
    info: Json = {"title": "", "version": ""}
    return {"openapi": version, "info": info, "paths": {"/a": {"get": {"responses": answer}}}, **more}


def bundled(root: dict[str, Json], **files: Json) -> tuple[dict[str, Any], Bundle]:
    folder = Folder({"root.yaml": root, **{name.replace("__", "/") + ".yaml": value for name, value in files.items()}})
    bundle = Bundle(folder, "root.yaml")
    whole: Any = bundle.of(root)
    if not bundle.complaints:
        validate(whole)
    return whole, bundle


def schema_of(whole: dict[str, Any]) -> Any:
    return whole["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def words(bundle: Bundle) -> list[tuple[str, str]]:
    return [(file, complaint.message) for file, complaint in bundle.complaints]


def test_what_stands_in_another_file_goes_below_components_once() -> None:
    schema: Json = {"oneOf": [{"$ref": "parts/order.yaml"}, {"$ref": "./parts/order.yaml#"}]}
    whole, bundle = bundled(document(schema), parts__order={"type": "object"})
    assert schema_of(whole)["oneOf"] == [{"$ref": "#/components/schemas/order"}] * 2
    assert whole["components"] == {"schemas": {"order": {"type": "object"}}}
    assert bundle.origins == {("components", "schemas", "order"): ("parts/order.yaml", ())}


def test_a_name_that_the_document_has_is_left_to_it() -> None:
    components: Json = {"schemas": {"order": {"type": "string"}}}
    whole, _ = bundled(document({"$ref": "order.yaml"}, components=components), order={"type": "object"})
    assert whole["components"]["schemas"] == {"order": {"type": "string"}, "order-2": {"type": "object"}}


def test_recursion_stays_a_reference_through_files() -> None:
    order: Json = {"properties": {"parts": {"items": {"$ref": "#"}}, "item": {"$ref": "item.yaml#/$defs/Item"}}}
    item: Json = {"$defs": {"Item": {"properties": {"of": {"$ref": "order.yaml"}}}}}
    whole, _ = bundled(document({"$ref": "parts/order.yaml"}), parts__order=order, parts__item=item)
    schemas = whole["components"]["schemas"]
    assert schemas["order"]["properties"]["parts"]["items"] == {"$ref": "#/components/schemas/order"}
    assert schemas["Item"]["properties"]["of"] == {"$ref": "#/components/schemas/order"}


def test_every_kind_has_its_own_section() -> None:
    root = document(True)
    root["paths"] = {"/a": {"$ref": "all.yaml#/item"}}
    parts: Json = {
        "item": {
            "get": {
                "parameters": [{"$ref": "#/page"}],
                "requestBody": {"$ref": "#/body"},
                "responses": {"200": {"$ref": "#/answer"}, "x-note": [1]},
            }
        },
        "page": {"name": "page", "in": "query", "schema": {"type": "integer"}},
        "body": {"content": {}},
        "answer": {"description": "", "headers": {"x-a": {"$ref": "#/header"}}},
        "header": {"schema": {}},
    }
    whole, bundle = bundled(root, all=parts)
    assert bundle.complaints == []
    assert whole["paths"]["/a"] == {"$ref": "#/components/pathItems/item"}
    assert {section: list(named) for section, named in whole["components"].items()} == {
        "pathItems": ["item"], "parameters": ["page"], "requestBodies": ["body"], "responses": ["answer"],
        "headers": ["header"],
    }  # fmt: skip


def test_3_0_is_lifted_also_where_it_is_one_of_several_files() -> None:
    old: Json = {"openapi": "3.0.3", "components": {"schemas": {"A": {"type": "string", "nullable": True}}}}
    new: Json = {"type": "string", "nullable": True}
    schema: Json = {"anyOf": [{"$ref": "old.yaml#/components/schemas/A"}, {"$ref": "new.yaml"}]}
    whole, _ = bundled(document(schema), old=old, new=new)
    assert whole["components"]["schemas"] == {"A": {"type": ["string", "null"]}, "new": new}
    whole, _ = bundled(document({"$ref": "new.yaml", "nullable": True}, "3.0.0"), new=new)
    assert whole["openapi"] == "3.1.0"
    assert schema_of(whole) == {"$ref": "#/components/schemas/new"}
    assert whole["components"]["schemas"]["new"] == {"type": ["string", "null"]}


def test_an_anchor_and_an_own_name_become_places() -> None:
    order: Json = {"$id": "https://shop.example/order", "$defs": {"item": {"$anchor": "item", "type": "string"}}}
    whole, _ = bundled(document({"$ref": "order.yaml#item"}), order=order)
    assert schema_of(whole) == {"$ref": "#/components/schemas/item"}
    whole, _ = bundled(document({"$ref": "order.yaml"}), order=order)
    assert "$id" not in whole["components"]["schemas"]["order"]


def test_a_discriminator_follows_what_was_moved() -> None:
    mapping: Json = {"a": "a.yaml", "b": "B", "c": "#/components/schemas/C"}
    schema: Json = {"discriminator": {"propertyName": "kind", "mapping": mapping}}
    whole, _ = bundled(document(schema, components={"schemas": {"C": {}}}), a={"type": "object"})
    assert schema_of(whole)["discriminator"]["mapping"] == {
        "a": "#/components/schemas/a", "b": "B", "c": "#/components/schemas/C",
    }  # fmt: skip


def test_a_discriminator_that_is_malformed_is_left_as_it_is() -> None:
    schema: Json = {"discriminator": {"mapping": {"d": 1}}}
    whole: Any = Bundle(Folder({"root.yaml": document(schema)}), "root.yaml").of(document(schema))
    assert schema_of(whole) == schema


def test_a_reference_that_leads_nowhere_is_said_where_it_stands() -> None:
    schema: Json = {"anyOf": [{"$ref": "#/nowhere"}, {"$ref": "none.yaml"}, {"$ref": "#no-anchor"}]}
    _, bundle = bundled(document(schema))
    assert words(bundle) == [
        ("root.yaml", "nothing stands at `#/nowhere`"),
        ("root.yaml", "no none.yaml"),
        ("root.yaml", "nothing stands at `#no-anchor`"),
    ]
    assert bundle.complaints[0][1].at[-3:] == ("anyOf", "0", "$ref")


def test_what_is_malformed_is_said_in_its_own_file() -> None:
    root = document({"allOf": {}, "items": [{}], "not": 1, "properties": {"a": {"$id": "x"}}})
    _, bundle = bundled(root)
    assert sorted(message for _, message in words(bundle)) == [
        "`allOf` is a list", "a schema is a mapping", "a schema within a document has an `$id` of its own",
    ]  # fmt: skip
    _, bundle = bundled(document({"$ref": "a.yaml"}, components=[]), a=1)
    assert words(bundle) == [("root.yaml", "a components is a mapping"), ("a.yaml", "a schema is a mapping")]
