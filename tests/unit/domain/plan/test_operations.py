from domain.plan.operations import found
from domain.spec.document import OperationSpec
from domain.spec.fault import Fault
from tests.unit.domain.plan.contract_documents import document, text

GET = {"operationId": "listOrders"}
ORDERS = document({"paths": {"/orders": {"get": GET, "post": {}}}})


def test_an_operation_is_found_by_its_id_or_by_its_method_and_path() -> None:
    for name in ("listOrders", "GET /orders"):
        operation = found(ORDERS, text(name))
        assert isinstance(operation, OperationSpec)
        assert (operation.value, operation.at) == (GET, ("paths", "/orders", "get"))


def test_one_that_is_not_there_is_a_fault() -> None:
    assert isinstance(found(ORDERS, text("GET /users")), Fault)
    assert isinstance(found(document({"paths": 7}), text("GET /users")), Fault)
