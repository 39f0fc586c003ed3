"""The shop, whole: identity, orders and users as processes, the gateway before them, and what each caller gets."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.e2e.serving import ROOT, Served, Service, call, free_port, sign_in, until

pytestmark = pytest.mark.e2e
SHOP = ROOT / "docs/examples/shop/gateway.yaml"
USERS = ("viewer", "manager", "admin")


class Shop:
    def __init__(self, gateway: Served, tokens: dict[str, str]) -> None:
        self.gateway, self.port, self.tokens = gateway, gateway.port, tokens


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    ports = {name: free_port() for name in ("identity", "orders", "users")}
    with ExitStack() as stack:
        for name, port in ports.items():
            stack.enter_context(Service(folder, name, port))
        environment = {f"{name.upper()}_PORT": str(port) for name, port in ports.items()}
        gateway = stack.enter_context(Served(folder, SHOP, environment))
        yield Shop(gateway, {user: sign_in(gateway.port, user, "/auth/token") for user in USERS})


ORDER = json.dumps({"customer": "ada", "item": "tea", "quantity": 1}).encode()


@pytest.mark.parametrize(
    ("who", "method", "target", "body", "status", "reason"),
    [
        ("viewer", "GET", "/orders", None, 200, ""),
        ("viewer", "GET", "/orders?page=1&size=2", None, 200, ""),
        ("viewer", "GET", "/orders/1", None, 200, ""),
        ("viewer", "POST", "/orders", ORDER, 403, "permission-missing"),
        ("viewer", "DELETE", "/orders/1", None, 403, "role-missing"),
        ("manager", "POST", "/orders", ORDER, 201, ""),
        ("admin", "POST", "/orders", ORDER, 201, ""),
        ("viewer", "GET", "/users/viewer", None, 200, ""),
        ("viewer", "GET", "/users/manager", None, 403, "none-satisfied"),
        ("admin", "GET", "/users/manager", None, 200, ""),
        ("viewer", "GET", "/users", None, 403, "role-missing"),
        ("manager", "GET", "/users?role=viewer", None, 200, ""),
        ("manager", "DELETE", "/users/nobody", None, 403, "permission-missing"),
        ("admin", "DELETE", "/users/nobody", None, 404, ""),  # the service's own 404: the policy let it through
        ("", "GET", "/orders", None, 401, "token-missing"),
        ("viewer", "GET", "/nowhere", None, 404, "route-unknown"),
        ("viewer", "PUT", "/users", None, 405, "method-not-allowed"),
        ("viewer", "GET", "/orders/", None, 404, "route-unknown"),
        ("viewer", "GET", "//orders", None, 400, "path-unsafe"),
        ("viewer", "GET", "/auth/%2e%2e/orders", None, 400, "path-unsafe"),
    ],
)
def test_who_may_do_what(
    shop: Shop, who: str, method: str, target: str, body: bytes | None, status: int, reason: str
) -> None:
    token = shop.tokens[who] if who else ""
    answer = call(shop.port, method, target, {"content-type": "application/json"}, token=token, body=body)
    assert answer.status == status, answer.body
    if reason:
        assert answer.reason == reason
        assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_an_overview_is_one_call_for_what_two_services_know(shop: Shop) -> None:
    answer = call(shop.port, "GET", "/me/overview", token=shop.tokens["viewer"])
    overview = answer.json()
    assert overview["profile"] == {"id": "viewer", "name": "Vera Viewer", "email": "viewer@shop.example"}
    assert [one["details"]["title"] for one in overview["orders"]] == [
        "Stoneware teapot, 1.2 litres",
        "Porcelain tea cup",
    ]
    assert "x-limen-partial" not in answer.headers


def test_an_order_that_is_wrong_in_several_places_is_told_of_each(shop: Shop) -> None:
    wrong = json.dumps({"customer": "", "item": "tea", "quantity": 0, "id": 7}).encode()
    answer = call(
        shop.port, "POST", "/orders", {"content-type": "application/json"}, token=shop.tokens["manager"], body=wrong
    )
    assert (answer.status, answer.reason) == (422, "body-invalid")
    assert {one["pointer"] for one in answer.json()["errors"]} == {"/customer", "/quantity", ""}


def test_nobody_gives_themselves_a_role(shop: Shop) -> None:
    promoted = b'{"role": "admin"}'
    answer = call(
        shop.port,
        "PATCH",
        "/users/viewer",
        {"content-type": "application/json"},
        token=shop.tokens["viewer"],
        body=promoted,
    )
    assert (answer.status, answer.reason) == (422, "body-invalid")


def test_a_filter_that_is_misspelt_is_no_list_of_everything(shop: Shop) -> None:
    answer = call(shop.port, "GET", "/orders?stauts=open", token=shop.tokens["viewer"])
    assert (answer.status, answer.reason) == (400, "parameter-invalid")


def test_what_a_service_says_of_an_error_is_a_problem_document(shop: Shop) -> None:
    answer = call(shop.port, "GET", "/orders/99999", token=shop.tokens["viewer"])
    assert (answer.status, answer.reason) == (404, "upstream-error")
    assert answer.json()["upstream"] == {"detail": "there is no order 99999"}


def test_a_401_says_what_it_wants(shop: Shop) -> None:
    assert call(shop.port, "GET", "/orders").headers["www-authenticate"] == 'Bearer realm="limen"'
    refused = call(shop.port, "GET", "/orders", token=shop.tokens["viewer"][:-6] + "AAAAAA")
    assert refused.reason in ("token-signature", "token-malformed")
    assert 'error="invalid_token"' in refused.headers["www-authenticate"]


def test_a_405_says_what_is_allowed(shop: Shop) -> None:
    assert call(shop.port, "PUT", "/users", token=shop.tokens["admin"]).headers["allow"] == "GET, POST"


def test_a_preflight_is_answered_before_authentication(shop: Shop) -> None:
    wanted = {"origin": "http://localhost:3000", "access-control-request-method": "GET"}
    answer = call(shop.port, "OPTIONS", "/orders", wanted)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "http://localhost:3000"
    stranger = call(shop.port, "OPTIONS", "/orders", {**wanted, "origin": "https://evil.example"})
    assert "access-control-allow-origin" not in stranger.headers


def test_a_refusal_can_be_read_by_an_allowed_page(shop: Shop) -> None:
    answer = call(shop.port, "GET", "/orders", {"origin": "http://localhost:3000"})
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (401, "http://localhost:3000")


def test_the_gateway_has_its_own_pages(shop: Shop) -> None:
    assert call(shop.port, "GET", "/health").status == 200
    assert call(shop.port, "GET", "/ready").status == 200
    assert b"swagger" in call(shop.port, "GET", "/docs").body.lower()
    assert "/orders/{order_id}" in call(shop.port, "GET", "/openapi.json").json()["paths"]


def test_the_access_log_has_a_line_a_request_and_never_a_token(shop: Shop) -> None:
    request_id = call(shop.port, "GET", "/orders?customer=hush", token=shop.tokens["viewer"]).headers["x-request-id"]
    until(lambda: request_id in shop.gateway.out.read_text(), "the line")  # it is written after the answer
    until(lambda: any(line["request_id"] == request_id for line in shop.gateway.lines()), "the record")
    (line,) = (line for line in shop.gateway.lines() if line["request_id"] == request_id)
    assert (line["route"], line["subject"], line["status"]) == ("orders.list", "viewer", 200)
    assert line["upstream"] == "orders"
    assert line["ms"] >= line["upstream_ms"] >= 0
    text = shop.gateway.out.read_text() + shop.gateway.log()
    assert "hush" not in text
    assert not any(token in text for token in shop.tokens.values())
