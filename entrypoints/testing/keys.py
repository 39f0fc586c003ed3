"""Keys of a test's own in the place of an issuer's: tokens are signed and verified for real, and nobody is asked."""

import json
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt import get_algorithm_by_name

from application.ports.keys import KeySet, KeySource
from domain.identity.issuer import Issuer, Secret

_CURVES = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1(), "ES512": ec.SECP521R1()}


class TestKeys(KeySource):
    __test__ = False

    def __init__(self, issuer: Issuer) -> None:
        algorithm = algorithm_of(issuer)
        public = _written(algorithm, _private(algorithm).public_key())
        self._document = json.dumps({"keys": [public]}).encode()

    async def fetch(self) -> KeySet:
        return KeySet(self._document)

    async def close(self) -> None:
        """Nothing is open."""


def algorithm_of(issuer: Issuer) -> str:
    return min(issuer.algorithms)


def signing_key(issuer: Issuer) -> str:
    """A JWK with its private part, or the issuer's own secret."""
    if isinstance(issuer.location, Secret):
        return issuer.location.value
    algorithm = algorithm_of(issuer)
    return json.dumps(_written(algorithm, _private(algorithm)))


def _written(algorithm: str, key: Any) -> dict[str, object]:
    members = dict(get_algorithm_by_name(algorithm).to_jwk(key, as_dict=True))
    members.pop("key_ops", None)
    return {**members, "kid": "test", "alg": algorithm, "use": "sig"}


@cache
def _private(algorithm: str) -> Any:
    """One a process: RSA takes a tenth of a second."""
    if algorithm in _CURVES:
        return ec.generate_private_key(_CURVES[algorithm])
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
