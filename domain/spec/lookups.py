"""What was written below `identity.introspection` and `identity.roles_from`: whom the gateway asks about a caller."""

from dataclasses import dataclass, field

from domain.spec.asking import AskingTerms
from domain.spec.identity import NameMapSpec
from domain.spec.place import Place, Text


@dataclass(frozen=True, slots=True)
class SecretSpec:
    at: Place
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrivateKeySpec:
    at: Place
    text: str = field(repr=False)  # PEM or JWK
    algorithm: str
    kid: str | None = None
    audience: str | None = None


@dataclass(frozen=True, slots=True)
class IntrospectionSpec:
    name: Text
    url: Text
    client_id: str
    secret: SecretSpec | None = None
    private_key: PrivateKeySpec | None = None
    issuer: str | None = None
    audience: tuple[str, ...] = ()
    leeway: float = 0.0  # seconds
    needs_token_type: bool = False
    subject: str = "sub"  # paths of claims
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    tenant: str | None = None
    role_map: NameMapSpec | None = None
    unmapped_roles: Text | None = None  # keep, drop
    permission_map: NameMapSpec | None = None
    authorized_parties: tuple[str, ...] = ()
    required_claims: tuple[str, ...] = ()
    most: float = 60.0  # seconds for which an answer is remembered
    negative: float = 5.0  # the same of one that says no
    entries: int = 10_000
    asking: AskingTerms = field(default_factory=AskingTerms)


@dataclass(frozen=True, slots=True)
class RoleLookupSpec:
    name: Text
    url: Text  # with `{subject}`
    roles: str = "roles"  # the path in an answer that is an object
    token: SecretSpec | None = None
    fresh: float = 30.0  # seconds for which an answer is remembered
    stale_for: float = 0.0  # beyond them, while the service is down
    most: int = 10_000  # subjects
    asking: AskingTerms = field(default_factory=AskingTerms)


@dataclass(frozen=True, slots=True)
class RolesFromSpec:
    """That callers by one credential have roles beside those that it states."""

    credential: Text
    lookup: Text


@dataclass(frozen=True, slots=True)
class LookupSpecs:
    introspections: tuple[IntrospectionSpec, ...] = ()
    roles: tuple[RoleLookupSpec, ...] = ()
    roles_from: tuple[RolesFromSpec, ...] = ()
