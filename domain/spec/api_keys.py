"""What was written below `identity.api_keys`, and in a file of keys. No hash is ever shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.spec.place import Text


@dataclass(frozen=True, slots=True)
class ApiKeySpec:
    id: Text
    hash: bytes = field(repr=False)  # SHA-256 of the key's text
    owner: Text
    roles: tuple[Text, ...] = ()
    permissions: tuple[Text, ...] = ()
    claims: Mapping[str, object] = field(default_factory=dict)
    expires: float | None = None  # seconds since the epoch


@dataclass(frozen=True, slots=True)
class ApiKeysSpec:
    name: Text
    header: Text
    keys: tuple[ApiKeySpec, ...]
    file: str | None = None  # where `keys` were read, as a path that can be opened
