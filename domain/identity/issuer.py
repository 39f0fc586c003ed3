"""Issuers: who signs tokens, with which keys, and how their claims are read. Knows where keys are, never a key."""

from dataclasses import dataclass, field, replace
from enum import Enum

from domain.identity.claims import Claims
from domain.identity.principal import ClaimPaths, Principal
from domain.identity.validity import Validity
from domain.message.reason import Reason
from domain.spec.place import Place


class KeyOrigin(Enum):
    DISCOVER = "discover"  # OpenID discovery below the issuer's address
    JWKS = "jwks"
    JWKS_FILE = "jwks_file"
    PEM_FILE = "pem_file"
    SECRET = "secret"  # noqa: S105  the word of the configuration, no secret


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that prints as `***`."""

    value: str

    def __repr__(self) -> str:
        return "***"


@dataclass(frozen=True, slots=True)
class TokenForm:
    """What a token looks like before anybody asks what it says."""

    types: frozenset[str] = frozenset(("jwt", "at+jwt"))  # of `typ`, in lower case
    needs_type: bool = False  # RFC 9068, 4: a token without `typ` is refused
    largest: int = 16 * 1024  # characters


@dataclass(frozen=True, slots=True)
class KeysRefresh:
    """Seconds, all."""

    after: float = 300.0
    stale_for: float = 86400.0  # beyond `after`
    cooldown: float = 10.0  # after a fetch that failed


@dataclass(frozen=True, slots=True)
class Issuer:
    name: str
    origin: KeyOrigin
    location: str | Secret  # an address, a file's path, or the shared secret, as `origin` says
    algorithms: frozenset[str]
    validity: Validity
    paths: ClaimPaths
    form: TokenForm = field(default_factory=TokenForm)
    refresh: KeysRefresh = field(default_factory=KeysRefresh)
    insecure_http: bool = False  # its keys may come over plain http: whoever is on the way can sign for it
    ready_without_keys: bool = False  # the gateway may be sent traffic before it ever had this issuer's keys
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written

    def judge(self, claims: Claims, now: float) -> Principal | Reason:
        """Who brings a token that states `claims` and is rightly signed; `now` in seconds since the epoch."""
        found = self.validity.objection(claims, now) or self.paths.identify(claims)
        if isinstance(found, Reason):
            return found
        return replace(found, credential=self.name, expires=self.validity.ends_at(claims))
