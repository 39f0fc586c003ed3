"""The section `identity`: issuers, their keys, and where their tokens state what."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.keys import read_keys
from adapters.config.models_revocation import RevocationModel
from adapters.config.numbers import Leeway
from adapters.config.section import Section
from adapters.config.texts import Name, Token, Word
from domain.spec.identity import CookieSpec, IssuerSpec, KeysSpec
from domain.spec.place import Text


class ClaimsModel(Section):
    subject: Word | None = None
    roles: Word | None = None
    permissions: Word | None = None

    def paths(self) -> dict[str, str]:
        return {name: path.text for name, path in self.written().items()}


class IssuerModel(Section):
    issuer: Word
    audience: tuple[Word, ...] = Field(min_length=1)
    keys: Annotated[KeysSpec, PlainValidator(read_keys)]
    algorithms: tuple[Word, ...] = Field(min_length=1)
    leeway: Leeway = 0.0
    claims: ClaimsModel = ClaimsModel()

    def spec(self, name: Text) -> IssuerSpec:
        return IssuerSpec(
            name,
            issuer=self.issuer,
            audience=tuple(audience.text for audience in self.audience),
            keys=self.keys,
            algorithms=self.algorithms,
            leeway=self.leeway,
            **self.claims.paths(),
        )


class CookieModel(Section):
    name: Token
    issuer: Word
    origins: tuple[Word, ...] = ()

    def spec(self, name: Text) -> CookieSpec:
        return CookieSpec(name, Text(self.name, name.at), self.issuer, self.origins)


class IdentityModel(Section):
    issuers: dict[Name, IssuerModel] = Field(default_factory=dict)
    cookies: dict[Name, CookieModel] = Field(default_factory=dict)
    revocation: RevocationModel | None = None

    def specs(self) -> tuple[IssuerSpec, ...]:
        return tuple(issuer.spec(name) for name, issuer in self.issuers.items())

    def cookie_specs(self) -> tuple[CookieSpec, ...]:
        return tuple(cookie.spec(name) for name, cookie in self.cookies.items())
