"""Documents: a place in the text for each value in them."""

from domain.spec.document import Document, OperationSpec, Pointer
from domain.spec.place import Place


def _at(pointer: Pointer) -> Place:
    return Place("/".join(("orders.json", *pointer)), 1, 1)


def test_a_part_of_an_operation_is_placed_below_where_the_operation_stands() -> None:
    operation = OperationSpec({}, Document("limen:/orders", {}, _at), ("paths", "/orders", "get"))
    assert operation.place("parameters", "0").file == "orders.json/paths//orders/get/parameters/0"
