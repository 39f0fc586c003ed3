"""Which operations somebody means."""

from domain.openapi.operations import Operations
from domain.openapi.selecting import in_vain, is_meant
from domain.spec.document import Document, Json
from domain.spec.from_openapi import SelectionSpec
from domain.spec.place import Place, Text

PATHS: dict[str, Json] = {
    "/orders": {"get": {"operationId": "list", "tags": ["orders"]}, "post": {"tags": ["orders", "write"]}},
    "/orders/{id}": {"get": {"operationId": "read"}},
}
FOUND = Operations(Document("limen:/a", {"paths": PATHS}, lambda _: Place("orders.json", 1, 1)))


def texts(*words: str) -> tuple[Text, ...]:
    return tuple(Text(word, Place("gateway.yaml", 1, 1)) for word in words)


def meant(selection: SelectionSpec) -> list[str]:
    return [one.name for one in FOUND.all if is_meant(one, selection)]


def test_an_operation_is_meant_by_its_tag_its_name_or_its_path() -> None:
    assert meant(SelectionSpec(tags=texts("write", "none"))) == ["POST /orders"]
    assert meant(SelectionSpec(operations=texts("read", "POST /orders"))) == ["POST /orders", "read"]
    assert meant(SelectionSpec(operations=texts("GET /orders"))) == ["list"]
    assert meant(SelectionSpec(paths=texts("/orders"))) == ["list", "POST /orders"]
    assert meant(SelectionSpec(paths=texts("/orders/*"))) == ["read"]
    assert meant(SelectionSpec()) == []


def test_what_means_nothing_is_a_fault_of_its_own() -> None:
    selection = SelectionSpec(texts("orders", "order"), texts("list", "lists"), texts("/orders", "/none*"))
    assert [fault.message for fault in in_vain(selection, FOUND)] == [
        "operation `lists` is not in the document",
        "no operation has the tag `order`",
        "no operation has the path `/none*`",
    ]
