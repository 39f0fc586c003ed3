"""Issuers: who signs tokens, with which keys, and how their claims are read. Knows where keys are, never a key."""

from dataclasses import dataclass
from enum import Enum

from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity


class KeyOrigin(Enum):
    DISCOVER = "discover"  # OpenID discovery below the issuer's address
    JWKS = "jwks"
    JWKS_FILE = "jwks_file"
    SECRET = "secret"  # noqa: S105  the word of the configuration, no secret


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that prints as `***`."""

    value: str

    def __repr__(self) -> str:
        return "***"


@dataclass(frozen=True, slots=True)
class Issuer:
    name: str
    origin: KeyOrigin
    location: str | Secret  # an address, a file's path, or the shared secret, as `origin` says
    algorithms: frozenset[str]
    validity: Validity
    paths: ClaimPaths
