from typing import Any

from domain.contract.contract import Where
from domain.contract.reading import Reader, pointed
from domain.spec.document import OperationSpec
from tests.unit.domain.plan.contract_documents import document, operation


def read(value: dict[str, Any]) -> Reader:
    return Reader(operation(value))


def test_a_parameter_has_the_style_of_its_place_unless_it_says_one() -> None:
    written = [{"name": "a", "in": where} for where in ("path", "query", "header", "cookie")]
    found = [(one.where, one.style, one.explodes) for one in read({"parameters": written}).parameters()]
    assert found == [
        (Where.PATH, "simple", False), (Where.QUERY, "form", True), (Where.HEADER, "simple", False),
        (Where.COOKIE, "form", True),
    ]  # fmt: skip


def test_a_style_that_is_written_holds_and_does_not_explode() -> None:
    (found,) = read({"parameters": [{"name": "a", "in": "query", "style": "pipeDelimited"}]}).parameters()
    assert (found.style, found.explodes) == ("pipeDelimited", False)


def test_a_parameter_may_be_a_document_of_its_own() -> None:
    written = {"name": "a", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}}
    (found,) = read({"parameters": [written]}).parameters()
    assert found.media_type == "application/json"
    assert found.schema is not None
    assert found.schema.at == ("operation", "parameters", "0", "content", "application/json", "schema")


def test_the_names_of_headers_are_read_in_lower_case_and_what_is_in_no_place_is_left_out() -> None:
    written = [
        {"name": "X-Tenant", "in": "header"},
        {"name": "b", "in": "body"},
        {"name": "Authorization", "in": "header"},
    ]
    assert [one.name for one in read({"parameters": written}).parameters()] == ["x-tenant"]


def test_a_schema_that_does_not_stand_where_its_operation_does_has_no_place_there() -> None:
    value: dict[str, Any] = {"parameters": [{"name": "a", "in": "query", "schema": {"type": "string"}}]}
    spec = OperationSpec(value, document({}), ("paths", "/a", "get"))  # as of a path item, or of a reference
    (found,) = Reader(spec).parameters()
    assert found.schema is not None
    assert found.schema.at == ()


def test_bodies_are_read_by_media_type_without_its_parameters() -> None:
    body = read({"requestBody": {"required": True, "content": {"Application/JSON; charset=utf-8": {}}}}).body()
    assert body is not None
    assert (body.contents, body.is_required) == ({"application/json": None}, True)


def test_an_operation_may_say_nothing() -> None:
    assert (list(read({}).parameters()), read({}).body(), read({}).answers()) == ([], None, {})


def test_answers_are_by_status_and_extensions_are_none() -> None:
    found = read({"responses": {"200": {}, "5xx": {}, "default": {}, "x-note": {}, "404": "none"}}).answers()
    assert set(found) == {"200", "5XX", "default"}


def test_a_pointer_leads_through_mappings_and_lists_or_nowhere() -> None:
    assert pointed({"a": [1, 2]}, ("a", "1")) == 2
    assert pointed({"a": [1, 2]}, ("a", "2")) is None
    assert pointed({"a": [1, 2]}, ("a", "x")) is None
    assert pointed({"a": 1}, ("a", "b")) is None
