"""Token texts: what an unverified token says of its issuer, so that the right keys are asked; nobody believes it."""

from abc import abstractmethod
from typing import Protocol


class TokenText(Protocol):
    @abstractmethod
    def issuer_of(self, token: str) -> str | None:
        """The `iss` of what looks like a signed token; None for anything else, opaque tokens among it. Never raises."""
