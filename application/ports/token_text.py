"""Token texts: what an unverified token says of its issuer, so that the right keys are asked; nobody believes it."""

from abc import abstractmethod
from typing import Protocol

from application.ports.tokens import Unverified


class TokenText(Protocol):
    @abstractmethod
    def issuer_of(self, token: str) -> str | Unverified | None:
        """The `iss` of what looks like a signed token; None where it states none. Never raises.

        Of anything else, opaque tokens among it, what is wrong with it as a signed one.
        """
