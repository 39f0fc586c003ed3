from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from application.asker import stated
from domain.identity.principal import Principal
from domain.plan.plan import Plan
from domain.plan.portal import Portal, SignIn
from domain.spec.portal import CALLER, ContactSpec
from entrypoints.http.app import build_app
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.tables import plan as plan_of
from tests.unit.application.description.tables import role, route, shop
from tests.unit.entrypoints.http.test_docs import References

SIGN_IN = SignIn("shop", "docs", "https://idp.example/authorize", "https://idp.example/token")


def page(plan: Plan | None) -> str:
    answer = TestClient(build_app(FakeGatewayState(plan))).get("/docs/home")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    return answer.text


def test_it_says_what_the_api_is_and_leads_to_its_pages() -> None:
    portal = Portal("Shop & Co", "2.1", "Orders of the `shop`.", ContactSpec(email="api@shop.example"), sign_in=SIGN_IN)
    html = page(replace(shop(), portal=portal))
    assert "<h1>Shop &amp; Co 2.1</h1>" in html
    assert "<p>Orders of the <code>shop</code>.</p>" in html
    assert "api@shop.example" in html
    assert "<b>Authorize</b>" in html
    assert "Routes to the upstream <code>orders</code>." in html


@pytest.mark.parametrize("plan", [None, shop()])
def test_it_is_read_without_scripts_and_everything_it_refers_to_is_here(plan: Plan | None) -> None:
    references = References(page(plan))
    assert references.inline == []
    client = TestClient(build_app(FakeGatewayState(plan)))
    assert {"../docs", "../redoc", "../openapi.json", "../docs/problems"} <= set(references.found)
    for reference in references.found:
        assert client.get(f"/docs/{reference}").status_code == 200


def test_without_a_plan_no_credential_is_needed_and_nobody_can_sign_in() -> None:
    assert "No operation needs a credential." in page(None)
    assert "Authorize" not in page(shop())


def test_it_names_what_whoever_asks_may_see_and_no_more() -> None:
    secret = route("secret", "GET /secret", role("admin"), to="users")
    plan = replace(plan_of(route("news", "GET /news"), secret), portal=Portal(view=CALLER))
    state = FakeGatewayState(plan)
    state.askers["ada"] = stated(plan, Principal("ada", frozenset(("admin",))))
    client = TestClient(build_app(state))
    assert "<code>users</code>" in client.get("/docs/home", headers={"authorization": "ada"}).text
    assert "<code>users</code>" not in client.get("/docs/home").text
