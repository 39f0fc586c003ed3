"""What the tests of introspection lean on: the real issuer knows its opaque tokens, by either way of asking."""

import time
from typing import Any
from urllib.parse import urlencode

import jwt
import pytest

from tests.e2e.serving import call
from tests.integration.idp.real_issuer import RealIssuer

pytestmark = pytest.mark.e2e
FORM = "application/x-www-form-urlencoded"


def introspected(issuer: RealIssuer, token: str) -> Any:
    client, secret = issuer.BY_SECRET
    return issuer.ask("/token/introspection", (client, secret), {"token": token})


def test_an_opaque_token_is_active_until_it_is_revoked(issuer: RealIssuer) -> None:
    token = issuer.opaque_token()
    said = introspected(issuer, token)
    assert (said["active"], said["scope"], said["client_id"], said["aud"]) == (True, "orders:read", "machine", "shop")
    assert said["exp"] > time.time()
    issuer.revoke(token)
    assert introspected(issuer, token) == {"active": False}


def test_what_the_issuer_never_gave_out_is_not_active(issuer: RealIssuer) -> None:
    assert introspected(issuer, "invented") == {"active": False}


def test_a_client_may_ask_by_its_key(issuer: RealIssuer) -> None:
    now = int(time.time())
    claims = {
        "iss": issuer.BY_KEY,
        "sub": issuer.BY_KEY,
        "aud": issuer.address,
        "iat": now,
        "exp": now + 60,
        "jti": "1",
    }
    form = {
        "token": issuer.opaque_token(),
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": jwt.encode(claims, issuer.pem, "ES256", {"kid": issuer.kid}),
    }
    answer = call(issuer.port, "POST", "/token/introspection", {"content-type": FORM}, body=urlencode(form).encode())
    assert answer.json()["active"] is True, answer.body


def test_nobody_else_may_ask(issuer: RealIssuer) -> None:
    body = urlencode({"token": issuer.opaque_token()}).encode()
    assert call(issuer.port, "POST", "/token/introspection", {"content-type": FORM}, body=body).status in (400, 401)
