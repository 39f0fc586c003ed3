"""The section `identity`: issuers, their keys, and where their tokens state what."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.keys import read_keys
from adapters.config.models_claims import ClaimsModel
from adapters.config.models_lookups import IntrospectionModel, RoleLookupModel
from adapters.config.numbers import Leeway
from adapters.config.section import Section
from adapters.config.texts import Name, Token, Word
from domain.spec.identity import CookieSpec, IssuerSpec, KeysSpec
from domain.spec.lookups import LookupSpecs, RolesFromSpec
from domain.spec.place import Text


class IssuerModel(Section):
    issuer: Word
    audience: tuple[Word, ...] = Field(min_length=1)
    keys: Annotated[KeysSpec, PlainValidator(read_keys)]
    algorithms: tuple[Word, ...] = Field(min_length=1)
    leeway: Leeway = 0.0
    claims: ClaimsModel = ClaimsModel()
    roles_from: Word | None = None

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
    introspection: dict[Name, IntrospectionModel] = Field(default_factory=dict)
    roles_from: dict[Name, RoleLookupModel] = Field(default_factory=dict)

    def specs(self) -> tuple[IssuerSpec, ...]:
        return tuple(issuer.spec(name) for name, issuer in self.issuers.items())

    def cookie_specs(self) -> tuple[CookieSpec, ...]:
        return tuple(cookie.spec(name) for name, cookie in self.cookies.items())

    def lookup_specs(self) -> LookupSpecs:
        bearers: list[tuple[Text, IssuerModel | IntrospectionModel]]
        bearers = [*self.issuers.items(), *self.introspection.items()]
        return LookupSpecs(
            tuple(one.spec(name) for name, one in self.introspection.items()),
            tuple(one.spec(name) for name, one in self.roles_from.items()),
            tuple(RolesFromSpec(name, one.roles_from) for name, one in bearers if one.roles_from is not None),
        )
