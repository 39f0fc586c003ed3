"""How the gateway proves to an authorization server who it is: by a secret, or by a signature that is good once."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import jwt
import pytest
from aiohttp import web

from adapters.lookups.aiohttp_introspector import ASSERTION_TYPE, AiohttpIntrospector, basic
from adapters.lookups.aiohttp_roles import AiohttpRoleSource
from adapters.lookups.pyjwt_assertion import LASTS, Assertions
from adapters.tokens.strict_json import read_value
from application.ports.unavailable import Unavailable
from domain.identity.introspection import ANY, Introspection, PrivateKey
from domain.identity.issuer import Secret
from domain.identity.principal import ClaimPaths
from domain.identity.role_lookup import RoleLookup
from domain.identity.validity import Validity
from tests.fakes.identity_service import IdentityService, identity_service
from tests.fakes.own_keys import jwk_of, pem_of
from tests.fakes.signer import signer_for

NOW = 1_800_000_000.4
TERMS = Introspection("opaque", "", "gateway", Secret("s"), Validity(ANY, frozenset((ANY,))), ClaimPaths())
ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"]


@pytest.fixture
async def service() -> AsyncIterator[IdentityService]:
    async with identity_service() as service:
        yield service


async def introspected(service: IdentityService, proof: Secret | PrivateKey, times: int = 1) -> Any:
    terms = replace(TERMS, url=f"{service.origin}/introspect", proof=proof)
    new = Assertions("gateway", proof, lambda: NOW).new if isinstance(proof, PrivateKey) else str
    introspector = AiohttpIntrospector(terms, read_value, new)
    outcomes = [await introspector.introspect("t") for _ in range(times)]
    await introspector.close()
    return outcomes[-1]


async def test_a_secret_is_sent_as_basic_and_the_token_as_a_form(service: IdentityService) -> None:
    await introspected(service, Secret("hunter2"))
    assert service.forms == [{"token": "t", "token_type_hint": "access_token"}]
    [asked] = service.asked
    assert asked.headers["authorization"] == "Basic " + base64.b64encode(b"gateway:hunter2").decode()
    assert (asked.content_type, asked.headers["accept"]) == ("application/x-www-form-urlencoded", "application/json")


def test_both_halves_of_basic_are_form_encoded_first() -> None:
    assert base64.b64decode(basic("a:b", "p q/é").removeprefix("Basic ")) == b"a%3Ab:p+q%2F%C3%A9"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("form", [pem_of, jwk_of])
async def test_a_private_key_signs_an_assertion(service: IdentityService, algorithm: str, form: Any) -> None:
    key = PrivateKey(Secret(form(algorithm)), algorithm, "k1", "https://idp.example")
    if algorithm == "EdDSA":  # signer_for makes a new one each time
        key = PrivateKey(Secret(pem_of(algorithm)), algorithm, "k1", "https://idp.example")
    await introspected(service, key)
    [sent] = service.forms
    assert (sent["client_id"], sent["client_assertion_type"]) == ("gateway", ASSERTION_TYPE)
    assert "authorization" not in service.asked[0].headers
    assert jwt.get_unverified_header(sent["client_assertion"]) == {"alg": algorithm, "kid": "k1", "typ": "JWT"}
    if algorithm != "EdDSA":
        public = signer_for(algorithm).key.public_key()
        no_times: Any = {"verify_exp": False, "verify_iat": False}
        claims = jwt.decode(
            sent["client_assertion"], public, [algorithm], audience="https://idp.example", options=no_times
        )
        assert {name: claims[name] for name in ("iss", "sub", "iat", "exp")} == {
            "iss": "gateway", "sub": "gateway", "iat": int(NOW), "exp": int(NOW) + LASTS,
        }  # fmt: skip


async def test_each_assertion_has_an_id_of_its_own(service: IdentityService) -> None:
    key = PrivateKey(Secret(pem_of("ES256")), "ES256", None, "https://idp.example")
    await introspected(service, key, times=5)
    said = [jwt.decode(form["client_assertion"], options={"verify_signature": False}) for form in service.forms]
    assert len({claims["jti"] for claims in said}) == 5
    assert "kid" not in jwt.get_unverified_header(service.forms[0]["client_assertion"])


@pytest.mark.parametrize(
    "instead",
    [
        {"body": b'{"active": true}', "content_type": "text/html"},
        {"body": b'{"active": true}', "content_type": "application/json", "status": 201},
        {"body": b'{"active": true}', "content_type": "application/json", "status": 400},
        {"body": b'{"active": true}', "content_type": "application/json", "status": 302},
        {"body": b"", "content_type": "application/json"},
        {"body": b"[true]", "content_type": "application/json"},
        {"body": b'{"active": false, "active": true}', "content_type": "application/json"},
        {"body": b'{"active": true, "exp": NaN}', "content_type": "application/json"},
        {"body": b'{"active": true, "a": ' + b"[" * 1000 + b"]" * 1000 + b"}", "content_type": "application/json"},
        {"body": b'{"active": true}\x00', "content_type": "application/json"},
        {"body": b"\xff\xfe", "content_type": "application/json"},
    ],
)
async def test_what_is_no_answer_lets_nobody_in_and_blames_only_the_question(
    service: IdentityService, instead: dict[str, Any]
) -> None:
    service.instead = web.Response(**instead)
    outcome = await introspected(service, Secret("s"))
    assert isinstance(outcome, Unavailable)
    assert not outcome.blames_the_service


@pytest.mark.parametrize("media_type", ["application/json", "application/problem+json"])
async def test_a_json_answer_is_read_whatever_its_kind(service: IdentityService, media_type: str) -> None:
    service.instead = web.Response(body=b'{"active": true}', content_type=media_type)
    assert not isinstance(await introspected(service, Secret("s")), Unavailable)


@pytest.mark.parametrize("token", [None, Secret("hunter2")])
async def test_a_role_service_knows_the_gateway_by_its_token(service: IdentityService, token: Secret | None) -> None:
    service.subjects["ada"] = ["viewer"]
    source = AiohttpRoleSource(
        RoleLookup("auth", service.origin + "/subjects/{subject}/roles", token=token), read_value
    )
    await source.roles_of("ada", "main")
    await source.close()
    assert service.asked[0].headers.get("authorization") == ("Bearer hunter2" if token else None)


async def test_roles_that_are_no_json_are_no_answer(service: IdentityService) -> None:
    source = AiohttpRoleSource(RoleLookup("auth", service.origin + "/subjects/{subject}/roles"), read_value)
    for body, kind in ((b"[", "application/json"), (json.dumps([]).encode(), "text/plain")):
        service.instead = web.Response(body=body, content_type=kind)
        assert isinstance(await source.roles_of("ada", "main"), Unavailable)
    await source.close()
