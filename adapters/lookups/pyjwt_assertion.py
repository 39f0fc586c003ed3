"""Assertions by which the gateway proves who it is (RFC 7523, 3): signed, short, and each with an id of its own."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import jwt

from domain.identity.introspection import PrivateKey

LASTS = 60  # seconds


@dataclass(frozen=True)
class Assertions:
    client_id: str
    key: PrivateKey
    now: Callable[[], float] = field(repr=False)  # seconds since the epoch

    def new(self) -> str:
        issued = int(self.now())
        claims: dict[str, object] = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.key.audience,
            "jti": secrets.token_urlsafe(24),
            "iat": issued,
            "exp": issued + LASTS,
        }
        headers = {"kid": self.key.kid} if self.key.kid else None
        return jwt.encode(claims, self._signer, self.key.algorithm, headers=headers)

    @cached_property
    def _signer(self) -> Any:
        """Read once: a PEM takes as long to read as a signature."""
        text = self.key.text.value
        if text.lstrip().startswith("{"):
            return jwt.PyJWK(json.loads(text), self.key.algorithm).key
        return jwt.get_algorithm_by_name(self.key.algorithm).prepare_key(text)
