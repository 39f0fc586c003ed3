"""Every way in which a token can be wrong, at a running gateway: 401, its own reason, and what is wanted instead."""

import json
import time
from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Served, call

pytestmark = pytest.mark.e2e
NOW = int(time.time())
GOOD: dict[str, Any] = {
    "iss": "https://idp.example",
    "aud": "shop",
    "sub": "ada",
    "roles": ["viewer"],
    "exp": NOW + 86400,
}
CONFIG = """version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {{jwks_file: keys.json}}
      algorithms: [RS256]
      leeway: 5s
      claims: {{roles: roles}}
permissions: {{roles: {{viewer: {{grants: ["orders:read"]}}}}}}
upstreams: {{orders: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}}}
routes: {{orders: {{match: GET /orders, to: orders, require: {{role: viewer}}}}}}
"""
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Signing:
    """A gateway that believes `key`; `other` is somebody else's."""

    def __init__(self, gateway: Served, key: rsa.RSAPrivateKey) -> None:
        self.port, self.key = gateway.port, key
        self.other = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def token(self, algorithm: str = "RS256", key: Any = None, kid: str | None = "k1", **changes: Any) -> str:
        claims = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
        headers = {"kid": kid} if kid else None
        return jwt.encode(claims, self.key if key is None else key, algorithm, headers=headers)


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signing]:
    folder = tmp_path_factory.mktemp("tokens")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": "k1", "alg": "RS256"}
    (folder / "keys.json").write_text(json.dumps({"keys": [public]}))
    with Rude(says(OK)) as upstream:
        (folder / "gateway.yaml").write_text(CONFIG.format(port=upstream.port))
        with Served(folder, folder / "gateway.yaml") as gateway:
            yield Signing(gateway, key)


def test_a_good_token_is_accepted(signing: Signing) -> None:
    assert call(signing.port, "GET", "/orders", token=signing.token()).status == 200


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": NOW - 60}, "token-expired"),
        ({"nbf": NOW + 86400}, "token-not-yet-valid"),
        ({"iat": NOW + 86400}, "token-not-yet-valid"),
        ({"aud": "other"}, "token-audience"),
        ({"iss": "https://evil.example"}, "token-issuer"),
        ({"exp": None}, "token-claims"),
        ({"sub": None}, "token-claims"),
        ({"roles": {"viewer": True}}, "token-claims"),
        ({"kid": "k2"}, "token-key-unknown"),
        ({"algorithm": "none", "key": ""}, "token-algorithm"),
        ({"algorithm": "HS256", "key": "a secret of at least thirty-two bytes"}, "token-algorithm"),
        ({"algorithm": "PS256"}, "token-algorithm"),
    ],
)
def test_each_fault_of_a_token_has_its_own_reason(signing: Signing, changes: dict[str, Any], reason: str) -> None:
    answer = call(signing.port, "GET", "/orders", token=signing.token(**changes))
    assert (answer.status, answer.reason) == (401, reason)
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_somebody_elses_signature_is_refused(signing: Signing) -> None:
    answer = call(signing.port, "GET", "/orders", token=signing.token(key=signing.other))
    assert (answer.status, answer.reason) == (401, "token-signature")


@pytest.mark.parametrize("field", ["Bearer", "Bearer a.b", "Basic dXNlcjpwdw==", "Bearer a b", "bearer é"])
def test_what_is_no_bearer_token_is_malformed(signing: Signing, field: str) -> None:
    answer = call(signing.port, "GET", "/orders", {"authorization": field.encode("utf-8").decode("latin-1")})
    assert (answer.status, answer.reason) == (401, "token-malformed")


def test_an_encrypted_token_is_refused_as_such(signing: Signing) -> None:
    answer = call(signing.port, "GET", "/orders", token="e30.e30.e30.e30.e30")
    assert (answer.status, answer.reason) == (401, "token-encrypted")


def test_a_missing_token_is_asked_for_without_an_error_code(signing: Signing) -> None:
    answer = call(signing.port, "GET", "/orders")
    assert (answer.status, answer.reason) == (401, "token-missing")
    assert "error" not in answer.headers["www-authenticate"]
