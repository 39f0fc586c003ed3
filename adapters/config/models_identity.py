"""The section `identity`: issuers, their keys, and where their tokens state what."""

from typing import Annotated

from pydantic import Field, PlainValidator

from adapters.config.key_lists import KeyList, read_key_list
from adapters.config.keys import read_keys
from adapters.config.models_certificates import CertificatesModel
from adapters.config.numbers import Count, Leeway, Time
from adapters.config.section import Section
from adapters.config.texts import HeaderName, Name, Token, Word
from domain.spec.api_keys import ApiKeysSpec
from domain.spec.certificates import CertificatesSpec
from domain.spec.identity import CookieSpec, FailuresSpec, IssuerSpec, KeysSpec
from domain.spec.place import Text

DEFAULT_HEADER = "x-api-key"


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


class ApiKeysModel(Section):
    header: HeaderName | None = None
    keys: Annotated[KeyList, PlainValidator(read_key_list)]

    def spec(self, name: Text) -> ApiKeysSpec:
        header = self.header or Text(DEFAULT_HEADER, name.at)
        return ApiKeysSpec(name, header, self.keys.keys, str(self.keys.file) if self.keys.file else None)


class FailuresModel(Section):
    allowed: Count = 1
    within: Time = 0.0
    pause: Time = 0.0

    def spec(self) -> FailuresSpec:
        return FailuresSpec(**self.written())


class IdentityModel(Section):
    issuers: dict[Name, IssuerModel] = Field(default_factory=dict)
    cookies: dict[Name, CookieModel] = Field(default_factory=dict)
    api_keys: dict[Name, ApiKeysModel] = Field(default_factory=dict)
    certificates: dict[Name, CertificatesModel] = Field(default_factory=dict)
    failures: FailuresModel = FailuresModel()

    def specs(self) -> tuple[IssuerSpec, ...]:
        return tuple(issuer.spec(name) for name, issuer in self.issuers.items())

    def cookie_specs(self) -> tuple[CookieSpec, ...]:
        return tuple(cookie.spec(name) for name, cookie in self.cookies.items())

    def api_key_specs(self) -> tuple[ApiKeysSpec, ...]:
        return tuple(keys.spec(name) for name, keys in self.api_keys.items())

    def certificate_specs(self) -> tuple[CertificatesSpec, ...]:
        return tuple(certificates.spec(name) for name, certificates in self.certificates.items())
