"""Presets: for each issuer a token as it really makes them, and whom the gateway sees in it."""

from dataclasses import replace
from typing import Any

import pytest

from domain.identity.issuer import Issuer
from domain.identity.principal import Principal
from domain.message.reason import TOKEN_AUDIENCE, TOKEN_CLAIMS, TOKEN_PARTY, Reason
from domain.plan.issuers import compile_issuers
from domain.plan.presets import PRESETS
from tests.unit.domain.builders import issuer, text

NOW = 1_700_000_100.0
TIMES = {"iat": 1_700_000_000, "exp": 1_700_000_300}

KEYCLOAK: dict[str, Any] = {
    **TIMES,
    "jti": "onrtac:6b0ff3e4-6d49-9a2b-2c9b-6f1d30b58f39",
    "iss": "https://sso.example/realms/shop",
    "aud": ["shop-api", "account"],
    "sub": "f3bd1f1c-7a0b-4d38-b1a5-9f6ad0a02c7e",
    "typ": "Bearer",
    "azp": "shop-web",
    "sid": "57a7c0bb-3d0c-4d19-9b47-6f0f2f4e6b11",
    "acr": "1",
    "allowed-origins": ["https://shop.example"],
    "realm_access": {"roles": ["default-roles-shop", "offline_access", "staff"]},
    "resource_access": {"shop.api": {"roles": ["manager"]}, "account": {"roles": ["manage-account"]}},
    "scope": "openid profile email",
    "preferred_username": "ada",
}
AUTH0: dict[str, Any] = {
    **TIMES,
    "https://shop.example/roles": ["manager"],
    "iss": "https://shop.eu.auth0.com/",
    "sub": "auth0|507f1f77bcf86cd799439020",
    "aud": ["shop-api", "https://shop.eu.auth0.com/userinfo"],
    "azp": "my_client_id",
    "scope": "openid profile admin:everything",
    "org_id": "org_9ybsU1dN2dKfDkBi",
    "permissions": ["orders:read", "orders:write"],
}
ENTRA: dict[str, Any] = {
    **TIMES,
    "aud": "shop-api",
    "iss": "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0",
    "nbf": 1_700_000_000,
    "aio": "AXQAi/8IAAAA",
    "azp": "6731de76-14a6-49ae-97bc-6eba6914391e",
    "azpacr": "1",
    "name": "Ada",
    "oid": "690222be-ff1a-4d56-abd1-7e4f7d38e474",
    "preferred_username": "ada@example.com",
    "rh": "0.ARoAv4j5",
    "roles": ["manager"],
    "scp": "orders.read orders.write",
    "sub": "HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ",
    "tid": "72f988bf-86f1-41af-91ab-2d7cd011db47",
    "uti": "fqiBqXLPj0eQa82S-IYFAA",
    "ver": "2.0",
}
COGNITO: dict[str, Any] = {
    **TIMES,
    "sub": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "cognito:groups": ["manager"],
    "iss": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example",
    "version": 2,
    "client_id": "shop-api",
    "origin_jti": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "token_use": "access",
    "scope": "openid shop/orders.read",
    "auth_time": 1_700_000_000,
    "jti": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "username": "ada",
}
OKTA: dict[str, Any] = {
    **TIMES,
    "ver": 1,
    "jti": "AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE",
    "iss": "https://shop.okta.com/oauth2/default",
    "aud": "shop-api",
    "cid": "nmdP1fcyvdVO11AL7ECm",
    "uid": "00ujmkLgagxeRrAg20g3",
    "scp": ["openid", "orders.read"],
    "auth_time": 1_700_000_000,
    "sub": "ada@example.com",
    "groups": ["Everyone", "manager"],
}
SAMPLES = {"keycloak": KEYCLOAK, "auth0": AUTH0, "entra": ENTRA, "cognito": COGNITO, "okta": OKTA}
TAKEN = {"keycloak": {"client": text("shop.api")}, "auth0": {"namespace": text("https://shop.example")}}


def preset_for(name: str, **more: Any) -> Issuer:
    written = replace(issuer(), preset=name, roles=None, permissions=None, issuer=text(SAMPLES[name]["iss"]))
    return compile_issuers((replace(written, **(TAKEN.get(name, {}) | more)),), [])["main"]


def judged(made: Issuer, claims: dict[str, Any]) -> Principal | Reason:
    return made.validity.objection(claims, NOW) or made.paths.identify(claims)


@pytest.mark.parametrize(
    ("name", "roles", "permissions", "tenant"),
    [
        (
            "keycloak",
            {"default-roles-shop", "offline_access", "staff", "manager"},
            {"openid", "profile", "email"},
            None,
        ),
        ("auth0", {"manager"}, {"orders:read", "orders:write"}, "org_9ybsU1dN2dKfDkBi"),
        ("entra", {"manager"}, {"orders.read", "orders.write"}, "72f988bf-86f1-41af-91ab-2d7cd011db47"),
        ("cognito", {"manager"}, {"openid", "shop/orders.read"}, None),
        ("okta", {"Everyone", "manager"}, {"openid", "orders.read"}, None),
    ],
)
def test_a_token_of_the_issuer_tells_who_is_calling(
    name: str, roles: set[str], permissions: set[str], tenant: str | None
) -> None:
    found = judged(preset_for(name), SAMPLES[name])
    assert isinstance(found, Principal), found
    assert (found.subject, found.roles) == (SAMPLES[name]["sub"], frozenset(roles))
    assert found.permissions == permissions
    assert found.tenant == tenant


def test_every_preset_has_its_sample() -> None:
    assert SAMPLES.keys() == PRESETS.keys()


def test_without_the_clients_name_only_the_realms_roles_are_had() -> None:
    found = judged(preset_for("keycloak", client=None), KEYCLOAK)
    assert isinstance(found, Principal)
    assert found.roles == {"default-roles-shop", "offline_access", "staff"}


def test_roles_of_another_client_are_not_ours() -> None:
    found = judged(preset_for("keycloak"), KEYCLOAK)
    assert isinstance(found, Principal)
    assert "manage-account" not in found.roles


@pytest.mark.parametrize("kind", ["ID", "Refresh", "Offline", "Logout", None])
def test_another_token_of_keycloak_does_not_pass_for_an_access_token(kind: str | None) -> None:
    assert judged(preset_for("keycloak"), {**KEYCLOAK, "typ": kind}) is TOKEN_CLAIMS


def test_what_a_user_of_auth0_asked_for_is_no_right() -> None:
    found = judged(preset_for("auth0"), AUTH0)
    assert isinstance(found, Principal)
    assert "admin:everything" not in found.permissions


def test_a_namespace_may_be_written_with_a_slash() -> None:
    found = judged(preset_for("auth0", namespace=text("https://shop.example/")), AUTH0)
    assert isinstance(found, Principal)
    assert found.roles == {"manager"}


def test_without_a_namespace_a_user_of_auth0_has_no_roles() -> None:
    found = judged(preset_for("auth0", namespace=None), AUTH0)
    assert isinstance(found, Principal)
    assert found.roles == frozenset()


def test_a_cognito_token_of_another_client_is_meant_for_somebody_else() -> None:
    assert judged(preset_for("cognito"), {**COGNITO, "client_id": "other"}) is TOKEN_AUDIENCE


def test_a_cognito_id_token_does_not_pass_for_an_access_token() -> None:
    id_token = {**COGNITO, "aud": "shop-api", "token_use": "id"}
    del id_token["client_id"]
    assert judged(preset_for("cognito"), id_token) is TOKEN_AUDIENCE
    assert judged(preset_for("cognito"), {**id_token, "client_id": "shop-api"}) is TOKEN_CLAIMS


@pytest.mark.parametrize(
    ("name", "claim"), [("keycloak", "azp"), ("entra", "azp"), ("entra", "appid"), ("okta", "cid"), ("auth0", "azp")]
)
def test_the_client_is_looked_for_where_the_issuer_names_it(name: str, claim: str) -> None:
    made = preset_for(name, authorized_parties=("shop-web",))
    claims = {key: value for key, value in SAMPLES[name].items() if key not in ("azp", "cid", "appid")}
    assert isinstance(judged(made, {**claims, claim: "shop-web"}), Principal)
    assert judged(made, {**claims, claim: "eve"}) is TOKEN_PARTY
    assert judged(made, claims) is TOKEN_PARTY
