"""A signer of real tokens, well-formed or not: what an issuer would write, and what an attacker would."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from jwt import get_algorithm_by_name

SECRET = b"a secret of sixty-four bytes, as long as the longest hash: 12345"


def encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def written(members: object) -> bytes:
    return json.dumps(members, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Signer:
    alg: str
    key: Any
    kid: str | None = "k1"

    def token(self, claims: object = None, header: Mapping[str, object] | None = None) -> str:
        """`header` is put over the usual one; a member of None is left out."""
        usual = {"alg": self.alg, "kid": self.kid, "typ": "JWT"} | dict(header or {})
        return self.sign(
            written({name: value for name, value in usual.items() if value is not None}),
            written({"sub": "ada"} if claims is None else claims),
        )

    def sign(self, header: bytes, payload: bytes) -> str:
        """Whatever the two are."""
        return self.sign_text(f"{encode(header)}.{encode(payload)}")

    def sign_text(self, signed: str) -> str:
        return f"{signed}.{encode(get_algorithm_by_name(self.alg).sign(signed.encode(), self.key))}"

    def jwk(self, **changes: object) -> dict[str, object]:
        """The public half, or the secret; a change to None leaves a member out."""
        public = self.key if isinstance(self.key, bytes) else self.key.public_key()
        members: dict[str, object] = dict(get_algorithm_by_name(self.alg).to_jwk(public, as_dict=True))
        members.pop("key_ops", None)
        members |= {"alg": self.alg, "kid": self.kid, "use": "sig"} | changes
        return {name: value for name, value in members.items() if value is not None}


def key_set(*jwks: object) -> bytes:
    return written({"keys": list(jwks)})


@cache
def rsa_key(bits: int = 2048, number: int = 1) -> rsa.RSAPrivateKey:
    """Once a process: RSA keys are slow to make. `number` tells several of a size apart."""
    return rsa.generate_private_key(65537, bits)


@cache
def ec_key(alg: str = "ES256") -> ec.EllipticCurvePrivateKey:
    curves = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1(), "ES512": ec.SECP521R1()}
    return ec.generate_private_key(curves[alg])


def signer_for(alg: str, kid: str | None = "k1") -> Signer:
    match alg[:2]:
        case "RS" | "PS":
            return Signer(alg, rsa_key(), kid)
        case "ES":
            return Signer(alg, ec_key(alg), kid)
        case "Ed":
            return Signer(alg, ed25519.Ed25519PrivateKey.generate(), kid)
        case _:
            return Signer(alg, SECRET, kid)


def ed448_signer() -> Signer:
    return Signer("EdDSA", ed448.Ed448PrivateKey.generate())
