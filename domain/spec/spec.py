"""The spec: what was written, whole. Shapes are already right (the config adapter saw to it); names are unresolved.

Everything that a fault may have to point at carries its place.
"""

from dataclasses import dataclass, field

from domain.spec.analysis import InvariantSpec, SuppressionSpec
from domain.spec.api_keys import ApiKeysSpec
from domain.spec.certificates import CertificatesSpec
from domain.spec.from_openapi import FromOpenApiSpec
from domain.spec.handling import CacheSpec, ErrorsSpec
from domain.spec.identity import CookieSpec, FailuresSpec, IssuerSpec, PolicySpec, RoleSpec
from domain.spec.lookups import LookupSpecs
from domain.spec.place import Place, Text
from domain.spec.portal import PortalSpec
from domain.spec.requirement import Requirement
from domain.spec.resource import ResourceSpec
from domain.spec.revocation import RevocationSpec
from domain.spec.route import RouteSpec
from domain.spec.server import ServerSpec
from domain.spec.upstream import UpstreamSpec
from domain.spec.versions import VersionsSpec


@dataclass(frozen=True, slots=True)
class Spec:
    at: Place  # the file itself
    server: ServerSpec = field(default_factory=ServerSpec)
    issuers: tuple[IssuerSpec, ...] = ()
    cookies: tuple[CookieSpec, ...] = ()
    revocation: RevocationSpec | None = None
    roles: tuple[RoleSpec, ...] = ()
    declared: tuple[Text, ...] = ()  # permissions that only tokens state
    upstreams: tuple[UpstreamSpec, ...] = ()
    default_credentials: tuple[Text, ...] = ()  # names of issuers, cookies…, in order
    default_require: Requirement | None = None
    routes: tuple[RouteSpec, ...] = ()
    policies: tuple[PolicySpec, ...] = ()
    default_deny: Requirement | None = None
    default_cache: CacheSpec | None = None
    default_errors: ErrorsSpec | None = None  # of upstreams; None: they pass
    lookups: LookupSpecs = field(default_factory=LookupSpecs)
    api_keys: tuple[ApiKeysSpec, ...] = ()
    certificates: tuple[CertificatesSpec, ...] = ()
    failures: FailuresSpec = field(default_factory=FailuresSpec)
    suppressions: tuple[SuppressionSpec, ...] = ()
    invariants: tuple[InvariantSpec, ...] = ()
    portal: PortalSpec | None = None  # None: all as usual
    resources: tuple[ResourceSpec, ...] = ()
    from_openapi: tuple[FromOpenApiSpec, ...] = ()
    versions: VersionsSpec | None = None  # None: no route has one
