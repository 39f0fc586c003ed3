"""The header of a signed token: what it may say, and how little of it is believed (RFC 7515, 4; RFC 8725, 3).

It names an algorithm, which must be an allowed one to the letter, and maybe a key. Keys that it brings along or points
to (`jwk`, `jku`, `x5c`, `x5u`) are never looked at: whoever forges a token forges them too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from application.ports.tokens import Unverified
from domain.identity.issuer import TokenForm
from domain.message.reason import TOKEN_ALGORITHM, TOKEN_MALFORMED


@dataclass(slots=True)
class Header:
    alg: str
    kid: str | None


def read_header(members: Mapping[str, object], allowed: frozenset[str], form: TokenForm) -> Header | Unverified:
    alg, kid = members.get("alg"), members.get("kid")
    if not isinstance(alg, str):
        return Unverified(TOKEN_MALFORMED, "`alg` is not a string")
    if alg not in allowed:
        return Unverified(TOKEN_ALGORITHM, "`alg` is not an allowed algorithm")
    if "kid" in members and not isinstance(kid, str):
        return Unverified(TOKEN_MALFORMED, "`kid` is not a string")
    # No extension is understood here, so none may be critical (RFC 7515, 4.1.11), not even one that changes nothing.
    if "crit" in members or "b64" in members:
        return Unverified(TOKEN_MALFORMED, "a critical extension")
    if not (_is_one_of(members["typ"], form.types) if "typ" in members else not form.needs_type):
        return Unverified(TOKEN_MALFORMED, f"`typ` is not {' or '.join(sorted(form.types))}")
    return Header(alg, kid if isinstance(kid, str) else None)


def _is_one_of(typ: object, types: frozenset[str]) -> bool:
    """Media types, whose `application/` may be left out (RFC 7515, 4.1.9); compared without case.

    An ID or a logout token must not pass for an access token (RFC 7519, 5.1; RFC 9068, 2.1).
    """
    return isinstance(typ, str) and typ.lower().removeprefix("application/") in types
