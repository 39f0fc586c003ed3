"""Introspection over HTTP (RFC 7662): a form by POST, and the server's answer, which says `active: true` or no.

The gateway proves who it is by `client_secret_basic` (RFC 6749, 2.3.1) or `private_key_jwt` (RFC 7523, 2.2).
"""

from base64 import b64encode
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote_plus

from adapters.lookups.aiohttp_service import Question, Said, Service
from application.ports.introspection import INACTIVE, Active, Introspected, Introspector
from application.ports.unavailable import Unavailable
from domain.identity.introspection import Introspection
from domain.identity.issuer import Secret

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class AiohttpIntrospector(Introspector):
    def __init__(
        self,
        introspection: Introspection,
        read_json: Callable[[bytes], object],
        new_assertion: Callable[[], str],
    ) -> None:
        """`read_json` raises ValueError; `new_assertion` is asked where the proof is a private key."""
        self._introspection = introspection
        self._name = f"introspection {introspection.name}"
        self._service = Service(self._name, introspection.asking)
        self._read_json = read_json
        self._new_assertion = new_assertion

    async def introspect(self, token: str) -> Introspected | Unavailable:
        said = await self._service.ask(lambda: self._question(token))
        return said if isinstance(said, Unavailable) else self._read(said)

    async def close(self) -> None:
        await self._service.close()

    def _question(self, token: str) -> Question:
        terms, form = self._introspection, {"token": token, "token_type_hint": "access_token"}
        if isinstance(terms.proof, Secret):
            return Question("POST", terms.url, {"Authorization": basic(terms.client_id, terms.proof.value)}, form)
        proof = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": self._new_assertion()}
        return Question("POST", terms.url, form={**form, "client_id": terms.client_id, **proof})

    def _read(self, said: Said) -> Introspected | Unavailable:
        if said.status != HTTPStatus.OK or not said.is_json:
            what = f"{said.status} {said.media_type} is no answer"
            return Unavailable(f"{self._name}: {what}", blames_the_service=False)
        try:
            answer = self._read_json(said.body)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            return Unavailable(f"{self._name}: the answer is no JSON object", blames_the_service=False)
        return Active(answer) if answer.get("active") is True else INACTIVE


def basic(client_id: str, secret: str) -> str:
    """Both are form-encoded before they are joined, so that a colon in one is no end of it."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return "Basic " + b64encode(pair.encode("ascii")).decode("ascii")
