"""Orders: pages and filters at their edges, every answer of CRUD, and strings that look like SQL."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from entrypoints.demo.orders import orders_app

ORDER = {"customer": "Barbara", "item": "saucer", "quantity": 4, "status": "open"}
INJECTION = "x'; DROP TABLE orders; --"


@pytest.fixture
def orders(tmp_path: Path) -> TestClient:
    return TestClient(orders_app(tmp_path / "orders.sqlite"))


def test_the_first_order_has_the_number_one(orders: TestClient) -> None:
    seed = {"id": 1, "customer": "Ada", "item": "teapot", "quantity": 1, "status": "open"}
    assert orders.get("/orders/1").json() == seed


def test_pages_cover_every_order_once(orders: TestClient) -> None:
    pages = [orders.get("/orders", params={"page": page, "size": 2}).json() for page in (1, 2, 3, 4)]
    assert [[order["id"] for order in page["items"]] for page in pages] == [[1, 2], [3, 4], [5, 6], [7]]
    assert {page["total"] for page in pages} == {7}


def test_a_page_says_what_was_asked_for(orders: TestClient) -> None:
    whole = orders.get("/orders").json()
    assert (whole["page"], whole["size"], whole["total"]) == (1, 20, 7)


def test_the_furthest_page_is_empty_and_no_fault(orders: TestClient) -> None:
    answer = orders.get("/orders", params={"page": 1_000_000, "size": 100})
    assert (answer.status_code, answer.json()["items"]) == (200, [])


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=1000001", "size=0", "size=101", "status=lost", "customer="]
)
def test_a_query_out_of_its_bounds_is_a_422(orders: TestClient, query: str) -> None:
    assert orders.get(f"/orders?{query}").status_code == 422


def test_filters_are_joined_by_and(orders: TestClient) -> None:
    found = orders.get("/orders?status=open&customer=Ada").json()
    assert ([order["id"] for order in found["items"]], found["total"]) == ([1], 1)


def test_a_filter_that_looks_like_sql_matches_nothing(orders: TestClient) -> None:
    for written in (INJECTION, "' OR '1'='1", "Ada%", "A_a"):
        assert orders.get("/orders", params={"customer": written}).json()["total"] == 0


def test_a_value_that_looks_like_sql_is_kept_as_it_is(orders: TestClient) -> None:
    created = orders.post("/orders", json=ORDER | {"customer": INJECTION}).json()
    assert orders.get(f"/orders/{created['id']}").json()["customer"] == INJECTION
    assert orders.get("/orders", params={"customer": INJECTION}).json()["total"] == 1


def test_a_new_order_is_found_where_its_location_says(orders: TestClient) -> None:
    answer = orders.post("/orders", json=ORDER)
    assert (answer.status_code, answer.headers["location"]) == (201, "/orders/8")
    assert orders.get(answer.headers["location"]).json() == answer.json() == {"id": 8, **ORDER}


def test_a_put_writes_every_field_and_a_default_where_one_is_left_out(orders: TestClient) -> None:
    without_status = {name: value for name, value in ORDER.items() if name != "status"}
    assert orders.put("/orders/2", json=without_status).json() == {"id": 2, **ORDER}
    assert orders.put("/orders/2", json={"status": "paid"}).status_code == 422


def test_a_patch_writes_only_what_is_sent(orders: TestClient) -> None:
    before = orders.get("/orders/1").json()
    assert orders.patch("/orders/1", json={"status": "paid"}).json() == before | {"status": "paid"}
    assert orders.patch("/orders/1", json={}).json() == before | {"status": "paid"}


def test_a_removed_order_is_gone_and_its_number_is_not_used_again(orders: TestClient) -> None:
    answer = orders.delete("/orders/7")
    assert (answer.status_code, answer.content) == (204, b"")
    assert orders.delete("/orders/7").status_code == 404
    assert orders.post("/orders", json=ORDER).json()["id"] == 8


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("number", [99, 2**63 - 1])
def test_an_unknown_order_is_a_404_by_name(orders: TestClient, method: str, number: int) -> None:
    answer = orders.request(method, f"/orders/{number}", json=ORDER)
    assert (answer.status_code, answer.json()) == (404, {"detail": f"there is no order {number}"})


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", str(2**63), "1 OR 1=1"])
def test_a_number_that_no_order_can_have_is_a_422(orders: TestClient, number: str) -> None:
    assert orders.get(f"/orders/{number}").status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"quantity": 0}',
        b'{"quantity": "2"}',
        b'{"quantity": NaN}',
        b'{"status": "lost"}',
        b'{"status": null}',
        b'{"customer": ""}',
        b'{"customer": "\\ud800"}',
        b'{"id": 7}',
    ],
)
def test_a_change_that_is_not_one_is_a_422_and_changes_nothing(orders: TestClient, body: bytes) -> None:
    before = orders.get("/orders/1").json()
    answer = orders.patch("/orders/1", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, set(answer.json()["detail"][0])) == (422, {"type", "loc", "msg"})
    assert orders.get("/orders/1").json() == before


def test_orders_outlive_the_process_that_took_them(tmp_path: Path) -> None:
    first = TestClient(orders_app(tmp_path / "orders.sqlite"))
    location = first.post("/orders", json=ORDER).headers["location"]
    again = TestClient(orders_app(tmp_path / "orders.sqlite"))
    assert (again.get(location).status_code, again.get("/orders").json()["total"]) == (200, 8)


def test_a_whole_number_may_be_written_with_a_point(orders: TestClient) -> None:
    assert orders.patch("/orders/1", json={"quantity": 3.0}).json()["quantity"] == 3
    assert orders.patch("/orders/1", json={"quantity": 3.5}).status_code == 422


def test_several_items_are_one_question(orders: TestClient) -> None:
    answer = orders.get("/items?ids=kettle&ids=nothing&ids=teapot&ids=kettle")
    assert [item["id"] for item in answer.json()] == ["kettle", "teapot"]


@pytest.mark.parametrize("query", ["", "?ids=", f"?{'&'.join(['ids=teapot'] * 101)}"])
def test_nobody_asks_for_no_item_or_for_all_at_once(orders: TestClient, query: str) -> None:
    assert orders.get(f"/items{query}").status_code == 422


def test_one_item_is_found_by_its_id_or_not_at_all(orders: TestClient) -> None:
    assert orders.get("/items/tea%20cup").json()["title"] == "Porcelain tea cup"
    assert orders.get("/items/cauldron").json() == {"detail": "there is no item 'cauldron'"}


def test_whoever_signs_in_as_viewer_has_orders(orders: TestClient) -> None:
    assert [order["id"] for order in orders.get("/orders?customer=viewer").json()["items"]] == [6, 7]


def test_the_documents_describe_every_operation_and_each_query(orders: TestClient) -> None:
    paths = orders.get("/openapi.json").json()["paths"]
    assert set(paths["/orders/{order_id}"]) == {"get", "put", "patch", "delete"}
    assert [each["name"] for each in paths["/orders"]["get"]["parameters"]] == ["page", "size", "status", "customer"]
    assert orders.get("/health").json() == {"status": "ok"}
