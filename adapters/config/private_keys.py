"""Private keys in files: PEM or JWK, and the algorithm that they sign with.

A JWK says which by `alg`; else RSA signs RS256, a curve its own hash, Ed25519 EdDSA. Held against the key itself when
the file is read, so that no start and no reload takes a key that cannot sign.
"""

import json
from typing import Any

from domain.spec.fault import Fault
from domain.spec.place import Text

_BY_CURVE = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_OF_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
SMALLEST_RSA = 2048  # bits (RFC 7518, 3.3)


def algorithm_of(key: Text) -> tuple[str, str | None] | Fault:
    """The algorithm and the `kid`, of a file's text at the place where the file is named."""
    from jwt.exceptions import PyJWTError  # noqa: PLC0415  cryptography is large, and few gateways sign

    try:
        loaded, stated, kid = _loaded(key.text)
        fitting = _fitting(loaded)
    except (PyJWTError, ValueError, TypeError, KeyError):  # their messages may show the key
        return _unusable(key)
    if not fitting or stated not in (None, *fitting):
        return _unusable(key)
    return stated or fitting[0], kid


def _loaded(text: str) -> tuple[Any, str | None, str | None]:
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415
    from jwt import PyJWK  # noqa: PLC0415

    if text.lstrip().startswith("{"):
        jwk = json.loads(text)
        return PyJWK(jwk).key, jwk.get("alg"), jwk.get("kid")
    try:
        return load_pem_private_key(text.encode(), None), None, None
    except UnsupportedAlgorithm as error:
        raise ValueError from error


def _fitting(key: Any) -> tuple[str, ...]:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415

    if isinstance(key, rsa.RSAPrivateKey):
        return _OF_RSA if key.key_size >= SMALLEST_RSA else ()
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return tuple(filter(None, [_BY_CURVE.get(key.curve.name)]))
    return ("EdDSA",) if isinstance(key, ed25519.Ed25519PrivateKey) else ()


def _unusable(key: Text) -> Fault:
    message = "the file holds no private key that can sign"
    return Fault(key.at, "key-unusable", message, "PEM without a password, or a JWK: RSA of 2048 bits, EC, or Ed25519")
