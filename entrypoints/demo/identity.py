"""Identity: signs the demo's users in and publishes the keys to check its tokens with.

The password grant (RFC 6749, section 4.3) is here because it fits on one curl line; OAuth 2.1 dropped it, and no real
issuer should offer it. Access tokens follow RFC 9068. A refusal is the JSON of RFC 6749, section 5.2.
"""

import time
from collections.abc import Callable
from typing import Annotated, Literal
from uuid import uuid4

import jwt
from fastapi import FastAPI, Form, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from entrypoints.demo.app import service_app
from entrypoints.demo.signing import KeyRing

AUDIENCE = "shop-api"
LIFETIME_S = 15 * 60
ROLES_BY_USER = {"viewer": ["viewer"], "manager": ["manager"], "admin": ["admin"]}
PASSWORD = "demo"  # noqa: S105 - printed in the README: it protects nothing
NEVER_STORE = {"cache-control": "no-store", "pragma": "no-cache"}  # RFC 6749, section 5.1


class PasswordGrant(BaseModel):
    username: Annotated[str, Field(description="viewer, manager or admin", examples=["viewer"])]
    password: Annotated[str, Field(description="demo, for all of them", examples=["demo"])]
    grant_type: Annotated[str, Field(description="password, also when left out", examples=["password"])] = "password"


class TokenAnswer(BaseModel):
    access_token: Annotated[str, Field(description="A JWT (RFC 9068)", examples=["eyJhbGciOiJSUzI1NiIs…"])]
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - a type, not a token
    expires_in: Annotated[int, Field(description="Seconds", examples=[LIFETIME_S])] = LIFETIME_S


class TokenRefusal(BaseModel):
    error: Literal["invalid_request", "invalid_grant", "unsupported_grant_type"]


class PublishedKeys(BaseModel):
    keys: Annotated[list[dict[str, str]], Field(description="Newest first: the first one signs")]


class Identity:
    def __init__(self, issuer: str, keys: KeyRing, clock: Callable[[], float]) -> None:
        self._issuer, self._keys, self._clock = issuer, keys, clock

    def token(self, grant: Annotated[PasswordGrant, Form()], response: Response) -> Response | TokenAnswer:
        """Sign in with user name and password; the users are viewer, manager and admin, the password is demo."""
        if grant.grant_type != "password":
            return refused("unsupported_grant_type")
        if grant.username not in ROLES_BY_USER or grant.password != PASSWORD:
            return refused("invalid_grant")
        response.headers.update(NEVER_STORE)
        return TokenAnswer(access_token=self._sign(grant.username))

    def keys(self) -> PublishedKeys:
        """Every key whose tokens are valid."""
        return PublishedKeys(keys=[key.jwk for key in self._keys.published])

    def rotate(self) -> PublishedKeys:
        """A new key signs from now on; the ones before it stay published, three in all."""
        self._keys.rotate()
        return self.keys()

    def discovery(self) -> dict[str, str | list[str]]:
        """OpenID Connect Discovery 1.0, section 3."""
        return {
            "issuer": self._issuer,
            "token_endpoint": f"{self._issuer}/token",
            "jwks_uri": f"{self._issuer}/.well-known/jwks.json",
            "grant_types_supported": ["password"],
            "response_types_supported": [],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["none"],
        }

    def _sign(self, user: str) -> str:
        now, key = int(self._clock()), self._keys.signing
        claims = {"iss": self._issuer, "aud": AUDIENCE, "sub": user, "roles": ROLES_BY_USER[user], "jti": str(uuid4())}
        times = {"iat": now, "nbf": now, "exp": now + LIFETIME_S}
        return jwt.encode(claims | times, key.private, "RS256", headers={"kid": key.kid, "typ": "at+jwt"})


def identity_app(issuer: str, clock: Callable[[], float] = time.time) -> FastAPI:
    """`issuer` is this service's own address, without a slash at its end."""
    app = service_app("Identity", "Signs the users of the shop in. The tokens are RS256 and live for fifteen minutes.")
    app.add_exception_handler(RequestValidationError, _invalid_request)
    identity = Identity(issuer, KeyRing(), clock)
    refusals: dict[int | str, dict[str, object]] = {"4XX": {"model": TokenRefusal, "description": "No token"}}
    sign_in = app.post("/token", tags=["sign-in"], summary="Sign in", response_model=TokenAnswer, responses=refusals)
    sign_in(identity.token)
    app.get("/.well-known/openid-configuration", tags=["keys"], summary="Discovery")(identity.discovery)
    app.get("/.well-known/jwks.json", tags=["keys"], summary="Published keys")(identity.keys)
    app.post("/keys/rotate", tags=["keys"], summary="Rotate the signing key")(identity.rotate)
    return app


def refused(error: str) -> JSONResponse:
    return JSONResponse({"error": error}, 400, NEVER_STORE)


async def _invalid_request(_: Request, __: Exception) -> Response:
    return refused("invalid_request")
