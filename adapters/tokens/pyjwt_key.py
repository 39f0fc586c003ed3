"""One JWK made ready by PyJWT and bound to the algorithms that it serves, so that a token's header chooses nothing.

Strength is asked before the library is: it warns where we refuse (RFC 7518, 3.2 and 3.3: HMAC keys as long as the hash,
RSA of 2048 bits). Base64url of key members is as strict as of tokens. Its messages may quote the key: never passed on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jwt import PyJWK, get_algorithm_by_name
from jwt.algorithms import Algorithm

from adapters.tokens.base64url import decode
from adapters.tokens.jwk import Jwk, Unusable, algorithms_of, is_for_signatures, refuse_published_private
from adapters.tokens.roca import is_roca
from domain.plan.algorithms import SHORTEST_SECRET

_RSA_BITS = range(2048, 16384 + 1)  # the upper end bounds the work that one verification may cost
_MATERIAL = ("n", "e", "x", "y", "k")


@dataclass(frozen=True, slots=True)
class BoundKey:
    kid: str | None
    material: Any = field(repr=False)
    serves: Mapping[str, Algorithm] = field(repr=False)

    def has_signed(self, alg: str, signed: bytes, signature: bytes) -> bool:
        return self.serves[alg].verify(signed, self.material, signature)


def bind(jwk: Jwk, allowed: frozenset[str]) -> BoundKey:
    """Raises Unusable, and nothing else."""
    kid = jwk.get("kid")
    if "kid" in jwk and not isinstance(kid, str):
        raise Unusable("its `kid` is not a string")
    if not is_for_signatures(jwk):
        raise Unusable("not for verifying signatures")
    refuse_published_private(jwk)
    material = _material(jwk)
    strong = frozenset(name for name in algorithms_of(jwk, allowed) if _is_strong_enough(name, material))
    if not strong:
        raise Unusable("too weak")
    return _prepared(str(kid) if "kid" in jwk else None, jwk, strong)


def _material(jwk: Jwk) -> dict[str, bytes]:
    try:
        return {name: decode(str(jwk[name])) for name in _MATERIAL if name in jwk}
    except ValueError:
        raise Unusable("its members are not base64url") from None


def _is_strong_enough(algorithm: str, material: Mapping[str, bytes]) -> bool:
    if algorithm in SHORTEST_SECRET:
        return len(material.get("k", b"")) >= SHORTEST_SECRET[algorithm]
    if algorithm[:2] in ("RS", "PS"):
        modulus = int.from_bytes(material.get("n", b""), "big")
        return modulus.bit_length() in _RSA_BITS and not is_roca(modulus)
    return True  # a curve is as strong as its name says


def _prepared(kid: str | None, jwk: Jwk, algorithms: frozenset[str]) -> BoundKey:
    """`prepare_key` once a load: it is where PyJWT compares curves, and spots PEM and JWK texts used as secrets."""
    public = {name: jwk[name] for name in ("kty", "crv", *_MATERIAL) if name in jwk}
    serves = {name: get_algorithm_by_name(name) for name in algorithms}
    try:
        key = PyJWK(public, min(algorithms)).key
        for algorithm in serves.values():
            key = algorithm.prepare_key(key)
    except Exception as error:  # noqa: BLE001  PyJWT lets TypeError, KeyError, OverflowError and cryptography's own out
        raise Unusable(f"not a key ({type(error).__name__})") from None
    return BoundKey(kid, key, serves)
