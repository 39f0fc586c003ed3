"""A JWK Set (RFC 7517, 5), read once a load, and which of its keys a token is held against.

A single unusable key is skipped, for issuers publish keys for others too. A set is refused whole where it is unclear:
one `kid` for two signing keys. An `oct` key beside public ones is public itself, and never used. Keys without a name,
as a PEM file has, are tried one after the other where they are few: each costs a forged token a signature check.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.tokens.header import Header
from adapters.tokens.jwk import Jwk, Unusable, is_for_signatures, is_symmetric
from adapters.tokens.pyjwt_key import BoundKey, bind
from adapters.tokens.strict_json import read_object
from application.ports.tokens import KeyUnknown, Unverified
from domain.message.reason import TOKEN_ALGORITHM

MOST_KEYS = 256  # each costs up to 0.1 ms of the event loop
MOST_NAMELESS = 8  # that one token is held against
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BoundKeys:
    named: Mapping[str, BoundKey]
    fitting: Mapping[str, tuple[BoundKey, ...]]  # by algorithm

    def choose(self, header: Header) -> tuple[BoundKey, ...] | Unverified | KeyUnknown:
        """By name; without one in the token, only where there is nothing to choose; else the keys without one."""
        named = self.named.get(header.kid) if header.kid is not None else None
        if named is not None:
            unfit = Unverified(TOKEN_ALGORITHM, "the key serves another `alg`")
            return (named,) if header.alg in named.serves else unfit
        fitting = self.fitting.get(header.alg, ())
        if len(fitting) == 1 and header.kid is None:
            return fitting
        is_few = 0 < len(fitting) <= MOST_NAMELESS
        return fitting if is_few and all(key.kid is None for key in fitting) else KeyUnknown(header.kid)


NO_KEYS = BoundKeys({}, {})


def bind_all(document: bytes, allowed: frozenset[str]) -> BoundKeys | str:
    """The usable keys, at least one; or why the set is refused."""
    try:
        listed = read_object(document).get("keys")
    except ValueError as error:
        return f"not a JWK Set: {error}"
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        return f"not a JWK Set: `keys` is not a list of at most {MOST_KEYS}"
    jwks: list[Jwk] = [jwk for jwk in listed if isinstance(jwk, dict)]
    if _has_a_name_twice(jwks):
        return "one `kid` names two keys"
    keys, skipped = _usable(jwks, allowed)
    return _indexed(keys) if keys else "; ".join(("no usable key in the set", *skipped[:5]))


def _has_a_name_twice(jwks: list[Jwk]) -> bool:
    """Asked of unusable keys too: what the issuer meant by the name is unclear either way (RFC 7517, 4.5)."""
    names = Counter(str(jwk["kid"]) for jwk in jwks if "kid" in jwk and is_for_signatures(jwk))
    return any(count > 1 for count in names.values())


def _usable(jwks: list[Jwk], allowed: frozenset[str]) -> tuple[list[BoundKey], list[str]]:
    keys, skipped = list[BoundKey](), list[str]()
    has_public = not all(map(is_symmetric, jwks))
    for place, jwk in enumerate(jwks):
        try:
            if has_public and is_symmetric(jwk):
                raise Unusable("a secret beside public keys")  # noqa: TRY301  one way to skip a key
            keys.append(bind(jwk, allowed))
        except Unusable as why:
            skipped.append(f"key {place}: {why}")
    if skipped:
        _log.debug("keys skipped: %s", "; ".join(skipped))
    return keys, skipped


def _indexed(keys: list[BoundKey]) -> BoundKeys:
    algorithms = {name for key in keys for name in key.serves}
    return BoundKeys(
        named={key.kid: key for key in keys if key.kid is not None},
        fitting={name: tuple(key for key in keys if name in key.serves) for name in algorithms},
    )
