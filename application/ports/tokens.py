"""Token verification: is this token signed by its issuer? Synchronous and CPU only: keys are brought by `adopt`.

What a valid signature's claims mean (issuer, audience, times) is the domain's question (domain/identity/validity.py).
"""

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Protocol

from domain.identity.claims import Claims
from domain.message.reason import Reason


@dataclass(frozen=True, slots=True)
class Verified:
    claims: Claims
    key: str | None = field(default=None, compare=False)  # the `kid` of the key that has signed


@dataclass(frozen=True, slots=True)
class Unverified:
    reason: Reason
    why: str  # for the log; never the token


@dataclass(frozen=True, slots=True)
class KeyUnknown:
    """No key that was brought fits; another set of keys might have it."""

    kid: str | None


Verification = Verified | Unverified | KeyUnknown


class TokenVerifier(Protocol):
    """One issuer's keys, each bound to its algorithm."""

    @abstractmethod
    def verify(self, token: str) -> Verification:
        """Never raises, whatever the token's bytes."""

    @abstractmethod
    def adopt(self, key_set: bytes) -> str | None:
        """Takes a JWK Set (RFC 7517, 5) in place of the keys so far; or says why not, and keeps those."""
