"""Where revocations come from, how often they are looked for, and what holds when they cannot be had."""

from dataclasses import dataclass
from enum import Enum

from domain.identity.issuer import Secret


class RevocationOrigin(Enum):
    FILE = "file"
    REDIS = "redis"


@dataclass(frozen=True, slots=True)
class RevocationTerms:
    origin: RevocationOrigin
    location: str  # a file's path, or an address without credentials
    username: str | None = None
    password: Secret | None = None
    stream: str = ""  # the key of Redis below which they are
    every: float = 2.0  # seconds between two looks
    stale_for: float = 10.0  # seconds for which what was seen last is believed
    fails_open: bool = False  # beyond that
    accepts_unnamed: bool = False
