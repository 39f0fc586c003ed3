"""What was written below `identity` and `permissions`."""

from dataclasses import dataclass

from domain.spec.place import Place, Text


@dataclass(frozen=True, slots=True)
class KeysSpec:
    at: Place
    kind: str  # discover, jwks, jwks_file, secret
    value: str = ""

    def __repr__(self) -> str:
        return f"KeysSpec({self.at}, {self.kind!r}, {'***' if self.kind == 'secret' else self.value!r})"


@dataclass(frozen=True, slots=True)
class IssuerSpec:
    name: Text
    issuer: Text
    audience: tuple[str, ...]
    keys: KeysSpec
    algorithms: tuple[Text, ...]
    leeway: float = 0.0  # seconds
    subject: str = "sub"  # paths of claims
    roles: str | None = None
    permissions: str | None = None


@dataclass(frozen=True, slots=True)
class CookieSpec:
    name: Text  # in the configuration
    cookie: Text  # as browsers know it
    issuer: Text
    origins: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class FailuresSpec:
    """None: not written."""

    allowed: int | None = None
    within: float | None = None  # seconds
    pause: float | None = None  # seconds


@dataclass(frozen=True, slots=True)
class RoleSpec:
    name: Text
    inherits: tuple[Text, ...] = ()
    grants: tuple[Text, ...] = ()
