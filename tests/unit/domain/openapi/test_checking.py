"""What of a document is relied on, and what is said where it has another shape."""

import pytest

from domain.openapi.checking import Complaint, of_group, of_object, of_version
from domain.spec.document import Json
from domain.spec.place import Place


def said(kind: str, value: Json) -> list[str]:
    return [complaint.message for complaint in of_object(kind, value, ("at",))]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "an OpenAPI document is a mapping"),
        ({"swagger": "2.0"}, "Swagger 2.0 is not read"),
        ({}, "the document does not say which version of OpenAPI it is"),
        ({"openapi": "3.2.0"}, "`3.2.0` is no version of OpenAPI that is read"),
        ({"openapi": 3.1}, "`3.1` is no version of OpenAPI that is read"),
        ({"openapi": "3.1.0", "jsonSchemaDialect": "draft-07"}, "schemas of this dialect are not read"),
    ],
)
def test_another_document_is_refused_before_all(document: Json, words: str) -> None:
    complaint = of_version(document)
    assert complaint is not None
    assert complaint.message == words


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.1", "3.1.0-rc0"])
def test_3_0_and_3_1_are_read(version: str) -> None:
    assert of_version({"openapi": version}) is None


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("operation", [], ["an operation is a mapping"]),
        ("parameter", "x", ["a parameter is a mapping"]),
        ("schema", 1, ["a schema is a mapping"]),
        ("schema", True, []),
        ("parameter", {"$ref": "#/a"}, []),
        ("parameter", {"in": "query", "schema": {}}, ["the parameter has no `name`"]),
        ("parameter", {"name": 1, "in": "query", "schema": {}}, ["`name` is text"]),
        ("parameter", {"name": "a", "in": "body", "schema": {}}, ["no parameter stands in `body`"]),
        ("parameter", {"name": "a", "in": ["query"], "schema": {}}, ["`in` is text"]),
        ("parameter", {"name": "a", "in": "path", "schema": {}}, ["a parameter of the path is `required: true`"]),
        ("parameter", {"name": "a", "in": "query"}, ["a parameter has one of `schema` and `content`"]),
        ("operation", {"responses": {"20": {}}}, ["`20` is no status"]),
        ("operation", {"responses": {"2XX": {}, "default": {}, "x-y": 1}}, []),
        ("operation", {"responses": []}, ["`responses` is a mapping"]),
        ("document", {"openapi": "3.1.0", "paths": {"orders": {}}}, ["a path begins with /"]),
        ("document", {"openapi": "3.1.0", "paths": {"/orders": {}, "x-y": 1}}, []),
        ("path item", {"$ref": 1}, ["`$ref` is text"]),
        ("link", {}, []),
    ],
)
def test_what_has_another_shape_is_said(kind: str, value: Json, words: list[str]) -> None:
    assert said(kind, value) == words


def test_what_stands_in_the_place_of_many_is_a_mapping_or_a_list() -> None:
    assert of_group("parameters", "[parameter]", {}, ("at",)) is not None
    assert of_group("responses", "{response}", {}, ("at",)) is None
    assert of_group("schema", "schema", 1, ("at",)) is None


def test_a_complaint_becomes_a_fault_where_it_was_written() -> None:
    fault = Complaint(("a",), "document-malformed", "wrong", "right").fault(Place("orders.yaml", 3, 5))
    assert str(fault) == "orders.yaml:3:5: wrong; right [document-malformed]"
