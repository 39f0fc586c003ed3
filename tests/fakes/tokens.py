"""A verifier without cryptography: a token is good if it was told so, and if its key is in the set."""

import json
from collections.abc import Iterable

from application.ports.token_text import TokenText
from application.ports.tokens import KeyUnknown, TokenVerifier, Unverified, Verification, Verified
from domain.identity.claims import Claims
from domain.message.reason import TOKEN_SIGNATURE


def fake_key_set(*kids: str) -> bytes:
    return json.dumps({"keys": [{"kid": kid} for kid in kids]}).encode()


class FakeVerifier(TokenVerifier):
    def __init__(self, kids: Iterable[str] = ()) -> None:
        self.kids = frozenset(kids)
        self._told: dict[str, tuple[str | None, Claims]] = {}
        self.looks = 0

    def accept(self, token: str, claims: Claims, kid: str | None = "k1") -> None:
        """From now on `token` is one that the key `kid` has signed; with None, any key."""
        self._told[token] = (kid, claims)

    def verify(self, token: str) -> Verification:
        self.looks += 1
        if token not in self._told:
            return Unverified(TOKEN_SIGNATURE, "the fake was not told of this token")
        kid, claims = self._told[token]
        is_known = kid in self.kids if kid is not None else bool(self.kids)
        return Verified(claims, kid) if is_known else KeyUnknown(kid)

    def issuer_of(self, token: str) -> str | None:
        _, claims = self._told.get(token, (None, {}))
        issuer = claims.get("iss")
        return issuer if isinstance(issuer, str) else None

    def adopt(self, key_set: bytes) -> str | None:
        try:
            kids = frozenset(str(key["kid"]) for key in json.loads(key_set)["keys"])
        except (ValueError, TypeError, KeyError) as error:
            return f"not a JWK Set: {error}"
        self.kids = kids or self.kids
        return None if kids else "no usable key in the set"


class FakeTokenText(TokenText):
    """Of the tokens that `verifier` was told of."""

    def __init__(self, verifier: FakeVerifier) -> None:
        self._verifier = verifier

    def issuer_of(self, token: str) -> str | None:
        return self._verifier.issuer_of(token)
