"""The sections `identity.introspection` and `identity.roles_from`: whom the gateway asks about a caller."""

from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo

from adapters.config.choices import read_unmapped
from adapters.config.claim_fields import plain
from adapters.config.files import secret_in
from adapters.config.models_claims import ClaimsModel, NameMap
from adapters.config.numbers import Count, Flag, Leeway, Time
from adapters.config.private_keys import algorithm_of
from adapters.config.secrets import ASecret
from adapters.config.section import Section
from adapters.config.shapes import Refused
from adapters.config.snapshot import Snapshot
from adapters.config.texts import Word, read_word
from adapters.config.tree import Value
from domain.spec.asking import AskingTerms
from domain.spec.fault import Fault
from domain.spec.lookups import IntrospectionSpec, PrivateKeySpec, RoleLookupSpec
from domain.spec.place import Text


def read_private_key(value: Value, info: ValidationInfo[Snapshot]) -> PrivateKeySpec:
    path = read_word(value)
    held = secret_in(path, info.context)
    found = held if isinstance(held, Fault) else algorithm_of(Text(held, path.at))
    if isinstance(held, Fault) or isinstance(found, Fault):
        raise Refused(*(one for one in {held, found} if isinstance(one, Fault)))
    algorithm, kid = found
    return PrivateKeySpec(path.at, held, algorithm, kid)


class PrivateKeyModel(Section):
    file: Annotated[PrivateKeySpec, PlainValidator(read_private_key)]
    audience: Word | None = None

    def spec(self) -> PrivateKeySpec:
        key = self.file
        return PrivateKeySpec(key.at, key.text, key.algorithm, key.kid, self.audience.text if self.audience else None)


class PatienceModel(Section):
    connect: Time = 0.0
    total: Time = 0.0


class PauseModel(Section):
    failures: Count = 1
    cooldown: Time = 0.0


class AskingModel(Section):
    timeout: PatienceModel = PatienceModel()
    calls: Count = 1
    breaker: PauseModel = PauseModel()

    def asking(self) -> AskingTerms:
        calls = {"calls": self.calls} if "calls" in self.model_fields_set else {}
        return AskingTerms(**self.timeout.written(), **calls, **self.breaker.written())


class AnswersModel(Section):
    most: Time = 0.0
    negative: Time = 0.0
    entries: Count = 1


class IntrospectionModel(AskingModel):
    url: Word
    client_id: Word
    client_secret: ASecret | None = None
    private_key: PrivateKeyModel | None = None
    issuer: Word | None = None
    audience: tuple[Word, ...] = Field(default=(), min_length=1)
    leeway: Leeway = 0.0
    needs_token_type: Flag = False
    authorized_parties: tuple[Word, ...] = Field(default=(), min_length=1)
    required_claims: tuple[Word, ...] = Field(default=(), min_length=1)
    claims: ClaimsModel = ClaimsModel()
    role_map: NameMap | None = None
    permission_map: NameMap | None = None
    unmapped_roles: Annotated[Text | None, PlainValidator(read_unmapped)] = None
    roles_from: Word | None = None
    cache: AnswersModel = AnswersModel()

    def spec(self, name: Text) -> IntrospectionSpec:
        return IntrospectionSpec(
            name,
            self.url,
            self.client_id.text,
            self.client_secret,
            self.private_key.spec() if self.private_key else None,
            issuer=self.issuer.text if self.issuer else None,
            audience=plain(self.audience),
            leeway=self.leeway,
            needs_token_type=self.needs_token_type,
            authorized_parties=plain(self.authorized_parties),
            required_claims=plain(self.required_claims),
            **self.claims.paths(),
            role_map=self.role_map,
            permission_map=self.permission_map,
            unmapped_roles=self.unmapped_roles,
            **self.cache.written(),
            asking=self.asking(),
        )


class RolesModel(Section):
    fresh: Time = Field(default=0.0, alias="for")
    stale_for: Time = 0.0
    most: Count = 1


class RoleLookupModel(AskingModel):
    url: Word
    roles: Word | None = None
    token: ASecret | None = None
    cache: RolesModel = RolesModel()

    def spec(self, name: Text) -> RoleLookupSpec:
        return RoleLookupSpec(
            name,
            self.url,
            self.roles.text if self.roles else "roles",
            self.token,
            **self.cache.written(),
            asking=self.asking(),
        )
