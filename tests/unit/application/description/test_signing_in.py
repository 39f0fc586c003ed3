"""How a page signs in, and which scopes it asks for: of the permissions that are needed those the issuer has."""

from dataclasses import replace
from typing import Any

import pytest

from application.description.access import schemes, security
from domain.plan.plan import Plan
from domain.plan.portal import Portal, SignIn
from domain.spec.requirement import AllOf, AnyOf, Permission, Requirement
from domain.spec.route import RouteSpec
from tests.unit.application.description.offering import valid
from tests.unit.application.description.tables import AT, AUTHENTICATED, plan, role, route, text

SIGN_IN = SignIn(
    "shop", "portal", "https://idp.example/authorize", "https://idp.example/token", ("openid", "a:read", "b:read")
)


def signing(*routes: RouteSpec, scopes: tuple[str, ...] = SIGN_IN.scopes) -> Plan:
    return replace(plan(*routes), portal=Portal(sign_in=replace(SIGN_IN, scopes=scopes)))


def test_a_page_gets_a_token_by_the_authorization_code_flow_and_a_token_at_hand_will_do_as_well() -> None:
    found = valid(signing(route("a", "GET /a", AUTHENTICATED)))
    assert found["paths"]["/a"]["get"]["security"] == [{"shop": []}, {"shop.sign-in": []}]
    told = found["components"]["securitySchemes"]
    assert told["shop"]["scheme"] == "bearer"
    assert told["shop.sign-in"]["flows"] == {
        "authorizationCode": {
            "authorizationUrl": "https://idp.example/authorize",
            "tokenUrl": "https://idp.example/token",
            "scopes": {"openid": "", "a:read": "", "b:read": ""},
        }
    }


def test_where_no_sign_in_is_told_there_is_no_flow() -> None:
    silent = plan(route("a", "GET /a", AUTHENTICATED))
    assert "shop.sign-in" not in schemes(silent, silent.routes)


def test_another_issuers_tokens_are_not_had_by_that_sign_in() -> None:
    found = signing(route("a", "GET /a", AUTHENTICATED, issuer="partners, abroad"))
    assert security(found.routes, SIGN_IN) == [{"partners.2c..20.abroad": []}]


@pytest.mark.parametrize(
    ("require", "scopes"),
    [
        (Permission(text("orders:read")), [["orders:read"]]),
        (role("admin"), [[]]),
        (AllOf(AT, (Permission(text("orders:read")), role("admin"))), [["orders:read"]]),
        (AnyOf(AT, (Permission(text("orders:read")), role("admin"))), [[]]),
    ],
)
def test_scopes_are_the_permissions_that_are_needed_in_any_case(require: Requirement, scopes: Any) -> None:
    found = signing(route("a", "GET /a", require), scopes=("openid", "orders:read"))
    ways = [one["shop.sign-in"] for one in security(found.routes, found.portal.sign_in) if "shop.sign-in" in one]
    assert ways == scopes


def test_a_permission_that_the_issuer_does_not_know_is_not_asked_for() -> None:
    found = signing(route("a", "GET /a", Permission(text("orders:read"))), scopes=("openid",))
    assert security(found.routes, found.portal.sign_in)[1:] == [{"shop.sign-in": []}]
