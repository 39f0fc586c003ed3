"""What was written below `identity` and `permissions`."""

from dataclasses import dataclass, field

from domain.spec.place import Place, Text
from domain.spec.requirement import Requirement

NameMapSpec = tuple[tuple[str, tuple[Text, ...]], ...]  # the name of another, ours


@dataclass(frozen=True, slots=True)
class KeysSpec:
    at: Place
    kind: str  # discover, jwks, jwks_file, pem_file, secret
    value: str = ""

    def __repr__(self) -> str:
        return f"KeysSpec({self.at}, {self.kind!r}, {'***' if self.kind == 'secret' else self.value!r})"


@dataclass(frozen=True, slots=True)
class KeysRefreshSpec:
    """Seconds; None: as the domain says."""

    after: float | None = None
    stale_for: float | None = None
    cooldown: float | None = None


@dataclass(frozen=True, slots=True)
class IssuerSpec:
    """What is None was not written: the preset says, or the domain."""

    name: Text
    issuer: Text
    audience: tuple[str, ...]
    keys: KeysSpec
    algorithms: tuple[Text, ...]
    leeway: float = 0.0  # seconds
    subject: str | None = None  # paths of claims
    roles: tuple[str, ...] | None = None
    permissions: tuple[str, ...] | None = None
    tenant: str | None = None
    preset: str | None = None
    client: Text | None = None  # what a preset may need to know
    namespace: Text | None = None
    role_map: NameMapSpec | None = None
    unmapped_roles: Text | None = None  # keep, drop
    permission_map: NameMapSpec | None = None
    audience_claim: str | None = None
    token_type: str | None = None  # at+jwt, JWT
    largest: int | None = None  # bytes
    max_age: float | None = None  # seconds
    authorized_parties: tuple[str, ...] = ()
    required_claims: tuple[str, ...] = ()
    expected_claims: tuple[tuple[str, str], ...] | None = None
    keys_refresh: KeysRefreshSpec = field(default_factory=KeysRefreshSpec)
    insecure_http: bool = False
    ready_without_keys: bool = False


@dataclass(frozen=True, slots=True)
class CookieSpec:
    name: Text  # in the configuration
    cookie: Text  # as browsers know it
    issuer: Text
    origins: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleSpec:
    name: Text
    inherits: tuple[Text, ...] = ()
    grants: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicySpec:
    """A requirement under a name, for many routes."""

    name: Text
    requirement: Requirement
