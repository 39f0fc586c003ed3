"""Schemas know where they were written."""

from domain.contract.schema import Schema
from domain.spec.document import Document
from domain.spec.place import Place


def test_a_schema_is_placed_where_its_document_has_it() -> None:
    document = Document("limen:/orders", {}, lambda pointer: Place("orders.json", len(pointer), 1))
    assert Schema(True, document, ("components", "schemas", "Order")).place == Place("orders.json", 3, 1)
