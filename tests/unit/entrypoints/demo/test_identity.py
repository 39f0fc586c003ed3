"""Identity: tokens that PyJWT accepts, refusals as RFC 6749 writes them, keys that outlive a rotation."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from fastapi.testclient import TestClient

from entrypoints.demo.identity import identity_app

if TYPE_CHECKING:
    from jwt.types import Options

ISSUER = "http://127.0.0.1:9100"
NOW = 1_800_000_000


@pytest.fixture(scope="module")
def identity() -> TestClient:
    """One for the module: RSA keys are slow to make."""
    return TestClient(identity_app(ISSUER, clock=lambda: NOW + 0.9))


def sign_in(identity: TestClient, **form: str) -> Any:
    return identity.post("/token", data={"grant_type": "password", "username": "viewer", "password": "demo"} | form)


def verified(identity: TestClient, token: str) -> dict[str, Any]:
    keys = jwt.PyJWKSet.from_dict(identity.get("/.well-known/jwks.json").json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    options: Options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "require": ["jti"]}
    claims: dict[str, Any] = jwt.decode(token, key, ["RS256"], audience="shop-api", issuer=ISSUER, options=options)
    return claims


def published(identity: TestClient) -> list[str]:
    return [key["kid"] for key in identity.get("/.well-known/jwks.json").json()["keys"]]


@pytest.mark.parametrize("user", ["viewer", "manager", "admin"])
def test_a_token_says_who_signed_in_and_with_which_role(identity: TestClient, user: str) -> None:
    claims = verified(identity, sign_in(identity, username=user).json()["access_token"])
    assert claims["sub"] == user
    assert claims["roles"] == [user]


def test_a_token_lives_for_fifteen_minutes_from_now(identity: TestClient) -> None:
    answer = sign_in(identity).json()
    claims = verified(identity, answer["access_token"])
    assert (claims["iat"], claims["nbf"], claims["exp"]) == (NOW, NOW, NOW + 900)
    assert (answer["token_type"], answer["expires_in"]) == ("bearer", 900)


def test_a_token_is_an_access_token_of_rfc_9068_signed_with_a_named_key(identity: TestClient) -> None:
    header = jwt.get_unverified_header(sign_in(identity).json()["access_token"])
    assert (header["typ"], header["alg"], header["kid"]) == ("at+jwt", "RS256", published(identity)[0])


def test_no_two_tokens_are_the_same(identity: TestClient) -> None:
    first, second = (verified(identity, sign_in(identity).json()["access_token"]) for _ in range(2))
    assert first["jti"] != second["jti"]


def test_an_answer_with_a_token_may_not_be_stored(identity: TestClient) -> None:
    answer = sign_in(identity)
    assert (answer.status_code, answer.headers["cache-control"], answer.headers["pragma"]) == (
        200,
        "no-store",
        "no-cache",
    )


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"password": "wrong"}, "invalid_grant"),
        ({"password": "dém0"}, "invalid_grant"),
        ({"username": "nobody"}, "invalid_grant"),
        ({"username": "viewer' OR '1'='1"}, "invalid_grant"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"password": ""}, "invalid_request"),
    ],
)
def test_a_refused_sign_in_is_a_400_that_names_the_error_of_rfc_6749(
    identity: TestClient, form: dict[str, str], error: str
) -> None:
    answer = sign_in(identity, **form)
    assert (answer.status_code, answer.json()) == (400, {"error": error})
    assert answer.headers["cache-control"] == "no-store"


def test_a_sign_in_that_is_no_form_is_an_invalid_request(identity: TestClient) -> None:
    answer = identity.post("/token", json={"username": "viewer", "password": "demo"})
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})


def test_discovery_names_the_issuer_and_where_its_keys_and_tokens_are(identity: TestClient) -> None:
    found = identity.get("/.well-known/openid-configuration").json()
    assert found["issuer"] == ISSUER
    assert found["jwks_uri"] == f"{ISSUER}/.well-known/jwks.json"
    assert found["token_endpoint"] == f"{ISSUER}/token"


def test_a_published_key_is_public_and_named_by_its_thumbprint(identity: TestClient) -> None:
    key = identity.get("/.well-known/jwks.json").json()["keys"][0]
    written = json.dumps({name: key[name] for name in ("e", "kty", "n")}, separators=(",", ":"))
    assert key["kid"] == urlsafe_b64encode(sha256(written.encode()).digest()).decode().rstrip("=")
    assert set(key) == {"kty", "n", "e", "kid", "use", "alg"}
    assert (key["use"], key["alg"], key["kty"]) == ("sig", "RS256", "RSA")


def test_a_rotation_signs_with_a_new_key_and_keeps_the_last_three(identity: TestClient) -> None:
    token, before = sign_in(identity).json()["access_token"], published(identity)
    for _ in range(2):
        identity.post("/keys/rotate")
    after = published(identity)
    assert len(after) == 3
    assert after[2] == before[0]
    assert verified(identity, token)["sub"] == "viewer"
    assert jwt.get_unverified_header(sign_in(identity).json()["access_token"])["kid"] == after[0] != before[0]
    identity.post("/keys/rotate")
    assert published(identity)[1:] == after[:2]
    with pytest.raises(KeyError):
        verified(identity, token)


def test_identity_is_healthy(identity: TestClient) -> None:
    assert identity.get("/health").json() == {"status": "ok"}
