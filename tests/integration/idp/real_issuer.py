"""A real issuer for tests: oidc-provider (OpenID-certified) in a process of its own, as `server.mjs` sets it up.

    def test_…(issuer: RealIssuer) -> None:      # the fixture; one a test process
        issuer.address                           # the issuer's name, below which discovery is found
        issuer.token("ES256")                    # by client credentials: a JWT for `shop` with the scope `orders:read`
        issuer.token("RS256", "other")           # for another audience; "shop", "/expired" for one that has expired
        issuer.signed_in("PS256")                # `ada`, by the code flow: an access token and an ID token
        issuer.rotate(keep=True)                 # new keys beside the old ones; without `keep` in their place
        issuer.fetches()                         # how often discovery and keys were asked for

        issuer.opaque_token()                    # for `shop` too; says nothing by itself
        issuer.introspection                     # the endpoint (RFC 7662) that knows it, JWTs it does not;
        issuer.BY_SECRET                         # who may ask there: client id and secret (client_secret_basic),
        issuer.BY_KEY, issuer.pem, issuer.kid    # or client id and private key (private_key_jwt, ES256)
        issuer.revoke(token)                     # from now on the opaque token is not active

Tokens of the client `machine` have its name as subject and the role `machine`; those of `ada` have the role `viewer`.
Where Node is missing, tests that ask for the fixture are skipped, save in CI.
"""

import json
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlencode

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.e2e.serving import Answered, Process, accepts, call, free_port, until
from tests.fakes.signer import Signer
from tests.integration.idp.installed import FOLDER
from tests.integration.idp.signing_in import REDIRECT, VERIFIER, Browser, challenge

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
READ = "orders:read"
MACHINE = ("machine", "machine-secret")


@dataclass(frozen=True, slots=True)
class SignedIn:
    access_token: str
    id_token: str


class RealIssuer(Process):
    program = "node"
    BY_SECRET: ClassVar = ("gateway", "gateway-secret")
    BY_KEY: ClassVar = "gateway-by-key"
    kid: ClassVar = "gateway-1"

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.introspection = f"{self.address}/token/introspection"
        key = ec.generate_private_key(ec.SECP256R1())
        self.pem = _pem(key)
        public = json.dumps(Signer("ES256", key, self.kid).jwk())
        super().__init__(folder, "issuer", str(FOLDER / "server.mjs"), str(self.port), public)
        until(lambda: self.is_over() or accepts(self.port), "the issuer listens")
        assert not self.is_over(), self.err.read_text()

    def token(self, algorithm: str, audience: str = "shop", fate: str = "", scope: str = READ) -> str:
        return self._granted(f"https://{audience}.example/{algorithm}{fate}", scope)

    def opaque_token(self, audience: str = "shop", scope: str = READ) -> str:
        return self._granted(f"https://{audience}.example/opaque", scope)

    def signed_in(self, algorithm: str, user: str = "ada") -> SignedIn:
        resource, client = f"https://shop.example/{algorithm}", "web"
        code = Browser(self.address).code(
            user,
            client_id=client,
            response_type="code",
            redirect_uri=REDIRECT,
            scope=f"openid {READ}",
            resource=resource,
            code_challenge=challenge(),
            code_challenge_method="S256",
        )
        grant = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
        answer = self.ask("/token", (client, f"{client}-secret"), {**grant, "resource": resource})
        return SignedIn(answer["access_token"], answer["id_token"])

    def revoke(self, token: str) -> None:
        self._posted("/token/revocation", MACHINE, {"token": token})

    def rotate(self, *, keep: bool) -> None:
        assert call(self.port, "POST", f"/admin/rotate{'?keep' if keep else ''}").status == 200

    def fetches(self) -> dict[str, int]:
        found: dict[str, int] = call(self.port, "GET", "/admin/fetches").json()
        return found

    def ask(self, path: str, client: tuple[str, str], form: dict[str, str]) -> dict[str, Any]:
        found: dict[str, Any] = self._posted(path, client, form).json()
        return found

    def _granted(self, resource: str, scope: str) -> str:
        form = {"grant_type": "client_credentials", "scope": scope, "resource": resource}
        return str(self.ask("/token", MACHINE, form)["access_token"])

    def _posted(self, path: str, client: tuple[str, str], form: dict[str, str]) -> Answered:
        basic = b64encode(":".join(client).encode()).decode()
        headers = {"authorization": f"Basic {basic}", "content-type": "application/x-www-form-urlencoded"}
        answer = call(self.port, "POST", path, headers, body=urlencode(form).encode())
        assert answer.status == 200, answer.body
        return answer


def _pem(key: ec.EllipticCurvePrivateKey) -> str:
    pkcs8, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, pkcs8, plain).decode()
