"""The document: the whole file, and the spec that it becomes."""

from typing import Annotated

from pydantic import Field, PlainValidator, field_validator

from adapters.config.accepted import Credentials, accepted, stands_alone
from adapters.config.models_actions import spec_of
from adapters.config.models_analysis import AnalysisModel, Invariants
from adapters.config.models_from_openapi import FromOpenApiModel
from adapters.config.models_handling import Cache, Errors
from adapters.config.models_identity import IdentityModel
from adapters.config.models_permissions import PermissionsModel
from adapters.config.models_portal import PortalModel
from adapters.config.models_resources import Resource
from adapters.config.models_routes import RouteModel
from adapters.config.models_server import ServerModel
from adapters.config.models_upstreams import UpstreamModel
from adapters.config.models_versions import VersionsModel
from adapters.config.requirements import Require
from adapters.config.section import KEYED, Section
from adapters.config.texts import Name, Word
from adapters.config.version import read_version
from domain.spec.place import Place, Text
from domain.spec.spec import Spec


class DefaultsModel(Section):
    issuer: Word | None = None
    credentials: Credentials = ()
    require: Require | None = None
    deny: Require | None = None
    errors: Errors = None
    cache: Cache = None

    _one_way = field_validator("credentials")(stands_alone)

    def accepted(self) -> tuple[Text, ...]:
        return accepted(self.issuer, self.credentials)


class Document(Section):
    version: Annotated[int, PlainValidator(read_version)]
    server: Annotated[ServerModel, KEYED] = ServerModel()
    identity: IdentityModel = IdentityModel()
    permissions: PermissionsModel = PermissionsModel()
    upstreams: dict[Name, UpstreamModel] = Field(default_factory=dict)
    defaults: DefaultsModel = DefaultsModel()
    versions: VersionsModel | None = None
    routes: dict[Name, RouteModel] = Field(default_factory=dict)
    resources: dict[Name, Resource] = Field(default_factory=dict)
    from_openapi: dict[Name, FromOpenApiModel] = Field(default_factory=dict)
    invariants: Invariants = ()
    analysis: AnalysisModel = AnalysisModel()
    portal: Annotated[PortalModel, KEYED] = PortalModel()

    def spec(self, at: Place) -> Spec:
        return Spec(
            at,
            server=self.server.spec(),
            issuers=self.identity.specs(),
            cookies=self.identity.cookie_specs(),
            revocation=self.identity.revocation.spec() if self.identity.revocation else None,
            api_keys=self.identity.api_key_specs(),
            certificates=self.identity.certificate_specs(),
            failures=self.identity.failures.spec(),
            roles=self.permissions.role_specs(),
            declared=self.permissions.declared,
            policies=self.permissions.policy_specs(),
            upstreams=tuple(upstream.spec(name) for name, upstream in self.upstreams.items()),
            default_credentials=self.defaults.accepted(),
            default_require=self.defaults.require,
            lookups=self.identity.lookup_specs(),
            default_deny=self.defaults.deny,
            default_cache=spec_of(self.defaults.cache),
            default_errors=self.defaults.errors,
            from_openapi=tuple(section.spec(name) for name, section in self.from_openapi.items()),
            routes=tuple(route.spec(name) for name, route in self.routes.items()),
            resources=tuple(resource.spec(name) for name, resource in self.resources.items()),
            invariants=tuple(invariant.spec() for invariant in self.invariants),
            suppressions=self.analysis.specs(),
            portal=self.portal.spec(at),
            versions=self.versions.spec() if self.versions else None,
        )
