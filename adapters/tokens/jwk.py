"""JWKs: what a key is for (RFC 7517, 4; RFC 7518, 6; RFC 8037). Reads members; knows no library.

A key serves the algorithm it states, or else those of its kind and curve, and never one of another kind: that is how a
public RSA key gets used as an HMAC secret (RFC 8725, 2.1).
"""

from collections.abc import Mapping

from domain.plan.algorithms import ASYMMETRIC, SHORTEST_SECRET

Jwk = Mapping[str, object]

_RSA = frozenset(name for name in ASYMMETRIC if name[:2] in ("RS", "PS"))
_BY_CURVE = {
    ("EC", "P-256"): frozenset(("ES256",)),
    ("EC", "P-384"): frozenset(("ES384",)),
    ("EC", "P-521"): frozenset(("ES512",)),
    ("OKP", "Ed25519"): frozenset(("EdDSA",)),
    ("OKP", "Ed448"): frozenset(("EdDSA",)),
}
_PRIVATE = frozenset(("d", "p", "q", "dp", "dq", "qi", "oth"))


class Unusable(Exception):
    """Raised where a key cannot be used; the message says why and holds no part of the key."""


def algorithms_of(jwk: Jwk, allowed: frozenset[str]) -> frozenset[str]:
    """Those of the allowed algorithms that the key may serve: at least one, or it raises Unusable."""
    fitting = _of_its_kind(jwk)
    if "alg" in jwk:
        fitting &= {str(jwk["alg"])}
    if not fitting & allowed:
        raise Unusable("of another kind, curve or algorithm than the allowed ones")
    return fitting & allowed


def is_symmetric(jwk: Jwk) -> bool:
    return jwk.get("kty") == "oct"


def is_for_signatures(jwk: Jwk) -> bool:
    operations = jwk.get("key_ops", ["verify"])
    return jwk.get("use", "sig") == "sig" and isinstance(operations, list) and "verify" in operations


def refuse_published_private(jwk: Jwk) -> None:
    if not _PRIVATE.isdisjoint(jwk):
        raise Unusable("its private half is published: anyone may sign with it")


def _of_its_kind(jwk: Jwk) -> frozenset[str]:
    match jwk.get("kty"):
        case "RSA":
            return _RSA
        case "oct":
            return frozenset(SHORTEST_SECRET)
        case kind:
            return _BY_CURVE.get((str(kind), str(jwk.get("crv"))), frozenset())
