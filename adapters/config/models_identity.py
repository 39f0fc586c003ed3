"""The section `identity`: issuers, their keys, and where their tokens state what."""

from functools import partial
from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.choices import read_preset, read_token_type, read_unmapped
from adapters.config.claim_fields import plain, read_expected
from adapters.config.keys import read_keys
from adapters.config.models_claims import ClaimsModel, NameMap
from adapters.config.models_lookups import IntrospectionModel, RoleLookupModel
from adapters.config.models_revocation import RevocationModel
from adapters.config.numbers import Flag, Leeway, Size, read_between
from adapters.config.section import Section
from adapters.config.texts import Name, Token, Word
from domain.spec.identity import CookieSpec, IssuerSpec, KeysRefreshSpec, KeysSpec
from domain.spec.lookups import LookupSpecs, RolesFromSpec
from domain.spec.place import Text

Expected = Annotated[tuple[tuple[str, str], ...], PlainValidator(read_expected)]
Hours = Annotated[float, PlainValidator(partial(read_between, least="1s", most="24h"))]
Month = Annotated[float, PlainValidator(partial(read_between, least="1s", most="720h"))]
Hour = Annotated[float, PlainValidator(partial(read_between, least="1s", most="1h"))]

_PLACED = (
    "issuer",
    "algorithms",
    "client",
    "namespace",
    "role_map",
    "permission_map",
    "expected_claims",
    "unmapped_roles",
)


class KeysRefreshModel(Section):
    after: Hours = 0.0
    stale_for: Month = 0.0
    cooldown: Hour = 0.0

    def spec(self) -> KeysRefreshSpec:
        return KeysRefreshSpec(**self.written())


class IssuerModel(Section):
    issuer: Word
    audience: tuple[Word, ...] = Field(min_length=1)
    keys: Annotated[KeysSpec, PlainValidator(read_keys)]
    algorithms: tuple[Word, ...] = Field(min_length=1)
    keys_refresh: KeysRefreshModel = KeysRefreshModel()
    insecure_http: Flag = False
    ready_without_keys: Flag = False
    leeway: Leeway = 0.0
    token_type: Annotated[str, PlainValidator(read_token_type)] = ""
    largest: Size = 0
    max_age: Month = 0.0
    audience_claim: Word | None = None
    authorized_parties: tuple[Word, ...] = Field(default=(), min_length=1)
    required_claims: tuple[Word, ...] = Field(default=(), min_length=1)
    expected_claims: Expected = ()
    preset: Annotated[str, PlainValidator(read_preset)] = ""
    client: Word | None = None
    namespace: Word | None = None
    claims: ClaimsModel = ClaimsModel()
    role_map: NameMap = ()
    permission_map: NameMap = ()
    unmapped_roles: Annotated[Text | None, PlainValidator(read_unmapped)] = None
    roles_from: Word | None = None

    def spec(self, name: Text) -> IssuerSpec:
        own = {name: value if name in _PLACED else plain(value) for name, value in self.written().items()}
        own.pop("claims", None)
        own.pop("roles_from", None)
        return IssuerSpec(name, **own | self.claims.paths() | {"keys_refresh": self.keys_refresh.spec()})


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
    revocation: RevocationModel | None = None

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
