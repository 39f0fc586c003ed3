from application.description.access import PUBLIC
from tests.unit.application.description.reading import described, operations
from tests.unit.application.description.tables import AUTHENTICATED, role, route


def test_summary_and_id_come_from_the_routes_name() -> None:
    operation = operations(described(route("list-all_orders", "GET /a")))["GET", "/a"]
    assert (operation["summary"], operation["operationId"]) == ("List all orders", "list-all_orders.get")


def test_an_id_does_not_change_when_a_method_is_added() -> None:
    alone = operations(described(route("r", "GET /a")))["GET", "/a"]["operationId"]
    assert operations(described(route("r", "GET,POST /a")))["GET", "/a"]["operationId"] == alone


def test_the_routes_own_description_comes_first_and_then_who_may_call() -> None:
    operation = operations(described(route("r", "GET /a", description="All of them.")))["GET", "/a"]
    assert operation["description"] == f"All of them.\n\n{PUBLIC}"


def test_a_route_of_every_method_is_listed_under_the_common_ones_and_says_so() -> None:
    found = operations(described(route("r", "/a")))
    assert [method for method, _ in found] == ["GET", "POST", "PUT", "PATCH", "DELETE"]
    assert "Takes every method" in found["GET", "/a"]["description"]


def test_only_methods_that_send_a_body_offer_one() -> None:
    found = operations(described(route("r", "/a")))
    assert [method for (method, _), one in found.items() if "requestBody" in one] == ["POST", "PUT", "PATCH"]


def test_routes_of_one_method_and_path_are_told_in_one_operation_first_tried_first() -> None:
    operation = operations(
        described(
            route("plain", "GET /a/{x}", AUTHENTICATED),
            route("second", "GET /a/{y}", to="users", headers=(("v", "2"),)),
        )
    )["GET", "/a/{x}"]
    said = operation["description"]
    assert said.index("**1. `second`**") < said.index("Path: `/a/{y}`") < said.index("**2. `plain`**")
    assert operation["operationId"] == "second.get"
    assert operation["summary"] == "Second / Plain"
    assert operation["tags"] == ["users", "orders"]
    assert operation["security"] == [{}, {"shop": []}]


def test_a_guarded_route_asks_for_the_bearer_token_of_its_issuer() -> None:
    operation = operations(described(route("r", "GET /a", role("admin"), issuer="shop")))["GET", "/a"]
    assert operation["security"] == [{"shop": []}]


def test_a_public_route_asks_for_nothing() -> None:
    assert operations(described(route("r", "GET /a")))["GET", "/a"]["security"] == []
