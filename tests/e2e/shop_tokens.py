"""Tokens for `shop` by the thousand: valid ones, whose keys come and go, and ones whose keys nobody has."""

import secrets
import time
from dataclasses import dataclass
from itertools import count

from cryptography.hazmat.primitives.asymmetric import ed25519

from tests.e2e.faulty_issuer import FaultyIssuer
from tests.fakes.signer import Signer, encode, written

KNOWN, NEW, UNKNOWN = "known", "new", "unknown"  # to the gateway, of a token's key
PUBLIC = "public"  # no token: it shows how fast the machine is at this moment
HEARD = 3.0  # seconds after which a published key is known
_IN_USE = 3  # keys at a time
_PUBLISHED = _IN_USE + 2  # so that no token in flight is of a key that is gone
_AGAIN = 4  # every fourth token is one that was used before


@dataclass(slots=True)
class Key:
    signer: Signer
    since: float
    last: str = ""  # token


def new_signer(number: int) -> Signer:
    return Signer("EdDSA", ed25519.Ed25519PrivateKey.generate(), f"k{number}")


class ShopTokens:
    def __init__(self) -> None:
        self._numbers = count(1)
        first = new_signer(0)
        self.issuer = FaultyIssuer(first)
        self._keys = [Key(first, since=0.0)]

    def valid(self) -> tuple[str, str]:
        number = next(self._numbers)
        key = self._keys[number % len(self._keys)]
        if not key.last or number % _AGAIN:
            key.last = key.signer.token(self._claims(number))
        return key.last, KNOWN if time.monotonic() - key.since > HEARD else NEW

    def unknown(self) -> tuple[str, str]:
        """With a key id of its own, and a signature that was never made."""
        header = {"alg": "EdDSA", "typ": "JWT", "kid": secrets.token_hex(8)}
        parts = (written(header), written(self._claims(next(self._numbers))), secrets.token_bytes(64))
        return ".".join(map(encode, parts)), UNKNOWN

    def none(self) -> tuple[str, str]:
        return "", PUBLIC

    def rotate(self) -> None:
        """A new key is published and used in the same moment; the oldest is used no more, and soon gone."""
        fresh = new_signer(next(self._numbers))
        self.issuer.signers = [*self.issuer.signers, fresh][-_PUBLISHED:]
        self._keys = [*self._keys, Key(fresh, time.monotonic())][-_IN_USE:]

    def _claims(self, number: int) -> dict[str, object]:
        lasting = {"iss": self.issuer.address, "aud": "shop", "sub": "ada", "exp": int(time.time()) + 3600}
        return {**lasting, "jti": str(number)}
