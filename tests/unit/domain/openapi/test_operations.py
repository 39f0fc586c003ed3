"""Operations: whole, in the order of the document, and found by name."""

from domain.openapi.operations import Operations
from domain.spec.document import Document, Json, Pointer
from domain.spec.place import Place, Text

AT = Place("gateway.yaml", 1, 1)
PAGE: dict[str, Json] = {"name": "page", "in": "query", "schema": {"$ref": "#/components/schemas/Page"}}
WHOLE: dict[str, Json] = {
    "openapi": "3.1.0",
    "paths": {
        "/orders": {
            "parameters": [{"$ref": "#/components/parameters/page"}, {"name": "tenant", "in": "header", "schema": {}}],
            "get": {
                "operationId": "listOrders", "tags": ["orders", 1],
                "responses": {"200": {"$ref": "#/components/responses/all"}},
            },
            "post": {"parameters": [{"name": "page", "in": "query", "schema": {"type": "string"}}]},
        },
        "/others": {"$ref": "#/components/pathItems/others", "put": {"operationId": "here"}},
        "/loop": {"get": {"requestBody": {"$ref": "#/components/requestBodies/loop"}}},
        "/none": {"get": {"requestBody": {"$ref": "#anchor", "description": "beside"}}},
        "/malformed": [],
        "x-note": {"get": {}},
    },
    "components": {
        "parameters": {"page": PAGE},
        "responses": {"all": {"description": "all"}},
        "pathItems": {"others": {"get": {"operationId": "there"}, "post": {}}},
        "requestBodies": {"loop": {"$ref": "#/components/requestBodies/loop"}},
    },
}  # fmt: skip


def at(pointer: Pointer) -> Place:
    return Place("/".join(pointer), 1, 1)


FOUND = Operations(Document("limen:/orders", WHOLE, at))


def test_all_operations_are_there_in_order() -> None:
    assert [one.name for one in FOUND.all] == [
        "listOrders", "POST /orders", "there", "here", "POST /others", "GET /loop", "GET /none",
    ]  # fmt: skip


def test_references_are_followed_save_those_of_schemas() -> None:
    value = FOUND.all[0].spec.value
    assert value["parameters"] == [PAGE, {"name": "tenant", "in": "header", "schema": {}}]
    assert value["responses"] == {"200": {"description": "all"}}


def test_an_operation_has_its_way_over_the_parameters_of_its_path() -> None:
    assert FOUND.all[1].spec.value["parameters"] == [
        {"name": "page", "in": "query", "schema": {"type": "string"}},
        {"name": "tenant", "in": "header", "schema": {}},
    ]


def test_an_operation_is_placed_where_it_is_written() -> None:
    assert FOUND.all[0].place.file == "paths//orders/get"
    there, here = FOUND.of("there"), FOUND.of("here")
    assert [one.place.file for one in (there, here) if one] == [
        "components/pathItems/others/get", "paths//others/put",
    ]  # fmt: skip


def test_what_refers_to_itself_or_to_nothing_ends() -> None:
    assert FOUND.all[-2].spec.value == {"requestBody": {}}
    assert FOUND.all[-1].spec.value == {"requestBody": {"description": "beside"}}


def test_an_operation_is_found_by_its_id_and_by_its_method_and_path() -> None:
    assert FOUND.of("listOrders") is FOUND.of("GET /orders") is FOUND.all[0]
    assert FOUND.all[0].tags == ("orders",)
    assert FOUND.all[1].tags == ()
    assert FOUND.of("listorders") is None
    fault = FOUND.missing(Text("listorders", AT))
    assert (fault.code, fault.hint) == ("operation-unknown", "did you mean `listOrders`?")


def test_an_id_belongs_to_one_operation() -> None:
    assert list(FOUND.complaints()) == []
    twice: dict[str, Json] = {"paths": {"/a": {"get": {"operationId": "a"}, "put": {"operationId": "a"}}}}
    (complaint,) = Operations(Document("limen:/twice", twice, at)).complaints()
    assert complaint.at == ("paths", "/a", "put", "operationId")
    assert complaint.message == "the id `a` is that of GET /a too"


def test_a_document_without_paths_has_no_operation() -> None:
    assert Operations(Document("limen:/none", {"paths": []}, at)).all == ()
