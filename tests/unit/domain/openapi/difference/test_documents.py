"""Operations, and what the whole document says."""

from tests.unit.domain.openapi.difference.writing import document, one, told


def test_an_operation_that_is_gone_breaks_whoever_calls_it_and_a_new_one_nobody() -> None:
    here, there = document({}), document({}, path="/others")
    assert told(here, there) == [("breaking", "operation-removed"), ("compatible", "operation-added")]


def test_a_place_of_the_old_document_is_marked_as_such() -> None:
    change = one(document({}), document({}, paths={}))
    assert change.is_old
    assert change.at == ("paths", "/orders", "post")
    assert change.operations == ("POST /orders",)


def test_the_name_of_a_path_parameter_is_never_sent() -> None:
    def named(name: str) -> object:
        return {"parameters": [{"name": name, "in": "path", "required": True, "schema": {}}]}

    old = document(named("id"), path="/orders/{id}")  # type: ignore[arg-type]
    new = document(named("order_id"), path="/orders/{order_id}")  # type: ignore[arg-type]
    assert told(old, new) == []


def test_generated_clients_call_an_operation_by_its_id() -> None:
    named = document({"operationId": "placeOrder"})
    assert told(named, document({"operationId": "order"})) == [("maybe", "operation-id-changed")]
    assert told(named, document({})) == [("maybe", "operation-id-changed")]
    assert told(document({}), named) == []


def test_what_is_deprecated_still_works() -> None:
    assert told(document({}), document({"deprecated": True})) == [("compatible", "operation-deprecated")]
    assert told(document({"deprecated": True}), document({"deprecated": True})) == []


def test_other_addresses_may_break() -> None:
    assert told(document({}), document({}, servers=[{"url": "https://api.example"}])) == [("maybe", "servers-changed")]
