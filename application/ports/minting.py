"""Minting: signs development tokens. No part of serving; a gateway in production signs nothing."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from domain.identity.claims import Claims


@dataclass(frozen=True, slots=True)
class CannotMint:
    why: str


class TokenMinter(Protocol):
    @abstractmethod
    def mint(self, claims: Claims, key: str, algorithm: str, typ: str) -> str | CannotMint:
        """A signed token. `key` is a shared secret, or a private key in PEM or as a JWK, as `algorithm` needs."""
