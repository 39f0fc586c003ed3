"""Signing keys: RSA 2048; the newest signs, the last three are published (RFC 7517), each named by its thumbprint.

A key that is no longer published can't verify anything, so two rotations inside a token's life are always safe.
"""

import json
import threading
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

PUBLISHED = 3


@dataclass(frozen=True, slots=True)
class SigningKey:
    private: rsa.RSAPrivateKey = field(repr=False)
    jwk: dict[str, str]

    @property
    def kid(self) -> str:
        return self.jwk["kid"]


class KeyRing:
    def __init__(self) -> None:
        self._keys: tuple[SigningKey, ...] = (make_key(),)
        self._rotating = threading.Lock()  # path functions run in threads: two rotations must not lose a key

    @property
    def signing(self) -> SigningKey:
        return self._keys[0]

    @property
    def published(self) -> tuple[SigningKey, ...]:
        return self._keys

    def rotate(self) -> None:
        with self._rotating:
            self._keys = (make_key(), *self._keys)[:PUBLISHED]


def make_key() -> SigningKey:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    members = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    public = {name: str(members[name]) for name in ("e", "kty", "n")}
    return SigningKey(private, {**public, "kid": thumbprint(public), "use": "sig", "alg": "RS256"})


def thumbprint(required: dict[str, str]) -> str:
    """RFC 7638, section 3: SHA-256 of the required members, sorted, without white space."""
    written = json.dumps(required, sort_keys=True, separators=(",", ":")).encode()
    return urlsafe_b64encode(sha256(written).digest()).rstrip(b"=").decode()
