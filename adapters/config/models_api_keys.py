"""API keys as they are written: each an entry of a list, in the configuration or in a file of its own."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.key_fields import read_claim, read_hash, read_moment
from adapters.config.section import Section
from adapters.config.texts import AnyKey, Word
from domain.spec.api_keys import ApiKeySpec


class ApiKeyModel(Section):
    id: Word
    hash: Annotated[bytes, PlainValidator(read_hash)] = Field(repr=False)
    owner: Word
    roles: tuple[Word, ...] = ()
    permissions: tuple[Word, ...] = ()
    tenant: Word | None = None
    claims: dict[AnyKey, Annotated[object, PlainValidator(read_claim)]] = Field(default_factory=dict)
    expires: Annotated[float | None, PlainValidator(read_moment)] = None

    def spec(self) -> ApiKeySpec:
        stated = {"tenant": self.tenant.text} if self.tenant else {}
        return ApiKeySpec(
            self.id,
            hash=self.hash,
            owner=self.owner,
            roles=self.roles,
            permissions=self.permissions,
            claims={**self.claims, **stated},
            expires=self.expires,
        )


class KeyListModel(Section):
    first_line = "keys:"

    keys: tuple[ApiKeyModel, ...]

    def specs(self) -> tuple[ApiKeySpec, ...]:
        return tuple(key.spec() for key in self.keys)
