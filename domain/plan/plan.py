"""The plan: the compiled, immutable form of a spec. Everything is resolved; binding it to adapters makes a runtime."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.contract.contract import Contract
from domain.identity.api_key import ApiKeys
from domain.identity.certificate import Certificates
from domain.identity.cookie import Cookie
from domain.identity.failures import FailureTerms
from domain.identity.introduction import Introduction
from domain.identity.introspection import Introspection
from domain.identity.issuer import Issuer
from domain.identity.revocation_terms import RevocationTerms
from domain.identity.role_lookup import RoleLookup
from domain.identity.step_up import StepUp
from domain.message.compression import Compression
from domain.message.cors import CorsPolicy
from domain.message.deprecation import Deprecation
from domain.message.edits import Edits
from domain.message.fixed import FixedAnswer
from domain.message.forwarding import TrustedProxies
from domain.message.headers import Header
from domain.message.limits import Limits
from domain.message.override import Override
from domain.permissions.policy import Policy
from domain.permissions.recording import Recording
from domain.permissions.role import RoleTable
from domain.plan.composed import Composed, Shaping
from domain.plan.portal import Portal
from domain.plan.ready import Ready
from domain.routing.matcher import Matcher
from domain.routing.redirect import Redirect
from domain.routing.rewrite import Rewrite
from domain.routing.table import RouteTable
from domain.spec.document import Document
from domain.spec.place import Place
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target
from domain.upstream.timeouts import Timeouts
from domain.upstream.tunnel import TunnelTerms

Places = Mapping[str, Place]  # where what is named was written, for whoever explains it
NOWHERE: Places = {}  # nobody writes into it


@dataclass(frozen=True, slots=True)
class Upstream:
    name: str
    targets: tuple[Target, ...]
    breaker: BreakerTerms | None  # None: calls are never paused
    introduction: Introduction = field(default_factory=Introduction)
    document: Document | None = field(default=None, compare=False, repr=False)  # its OpenAPI
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)
    places: Places = field(
        default_factory=lambda: NOWHERE, compare=False, repr=False, kw_only=True
    )  # of the breaker's keys


@dataclass(frozen=True, slots=True)
class Door:
    """What a caller must show: one of `credentials`, by name and in order, then to satisfy `policy`."""

    credentials: tuple[str, ...]
    policy: Policy
    may_pause: bool = False  # who presents too many bad ones is refused unseen


@dataclass(frozen=True, slots=True)
class Destination:
    """One way that a route forwards: to which upstream, and as what."""

    upstream: str
    weight: int
    timeouts: Timeouts
    rewrite: Rewrite | None
    host: bytes | None  # None: the target's, or the caller's where `keeps_host`
    keeps_host: bool
    request: Edits
    response: Edits
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)
    places: Places = field(
        default_factory=lambda: NOWHERE, compare=False, repr=False, kw_only=True
    )  # by `request x-name`


@dataclass(frozen=True, slots=True)
class Mirror:
    upstream: str
    share: float  # from 0 to 1
    timeouts: Timeouts
    keeps_host: bool
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    number: int  # place in the file, from 0; what the runtime is indexed by
    at: Place
    matcher: Matcher
    door: Door | None  # None: public
    destinations: tuple[Destination, ...]  # none where the route answers by itself; none of weight 0
    answer: Redirect | FixedAnswer | None = None
    mirrors: tuple[Mirror, ...] = ()
    cors: CorsPolicy | None = None
    description: str = ""
    published: bool = True  # in the description that anybody gets
    websocket: TunnelTerms | None = None  # None: an upgrade is refused
    compresses: bool = True  # where the server does
    overrides: Mapping[str, Override] = field(default_factory=dict)  # by the reason of a refusal
    fence: Policy | None = None  # of a public route: whom it keeps out, without knowing who they are
    step_up: StepUp | None = None  # None: any sign-in will do
    deprecated: Deprecation | None = None
    tags: bool = False  # whole answers get an ETag
    maps_links: bool = True  # where it rewrites the path or the host
    ready: Ready = field(default_factory=Ready)
    contract: Contract | None = field(default=None, compare=False, repr=False)  # None: nothing is looked at
    composed: Composed | None = None  # None: it has no parts
    shaping: Shaping | None = None  # None: answers stay as they are
    errors: Mapping[int, str] = field(default_factory=dict)  # what becomes of an upstream's, by status; else it passes
    places: Places = field(
        default_factory=lambda: NOWHERE, compare=False, repr=False, kw_only=True
    )  # by key: `answer`, `cors`…

    @property
    def upstreams(self) -> tuple[str, ...]:
        """Each once, in the order written."""
        parts = self.composed.ways.values() if self.composed else ()
        return tuple(dict.fromkeys(way.upstream for way in (*self.destinations, *parts)))


@dataclass(frozen=True, slots=True)
class Server:
    body_limit: int  # bytes
    trusted_proxies: TrustedProxies
    cors: CorsPolicy | None
    deadline_header: bytes | None = None
    introducing: frozenset[bytes] = frozenset()  # headers that only the gateway may send, to any upstream
    limits: Limits = field(default_factory=Limits)
    normalises_paths: bool = False
    compression: Compression | None = None
    debug: Policy | None = None  # who may ask for the explanation of its own calls; None: nobody
    security: tuple[Header, ...] = ()  # of refusals before there is a route
    places: Places = field(default_factory=lambda: NOWHERE, compare=False, repr=False, kw_only=True)  # by key


@dataclass(frozen=True, slots=True)
class Lookups:
    """Whom the gateway asks about callers, by name."""

    introspections: Mapping[str, Introspection] = field(default_factory=dict)
    roles: Mapping[str, RoleLookup] = field(default_factory=dict)
    roles_from: Mapping[str, str] = field(default_factory=dict)  # a lookup's name by a credential's


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that is known, and why it may stand."""

    code: str
    about: str | None  # the name of what the finding is about; None: of whatever
    reason: str
    at: Place


@dataclass(frozen=True, slots=True)
class Invariant:
    """What has to be so of every request that `matcher` takes, whatever the routes say."""

    name: str  # or where there is none, the path
    at: Place
    matcher: Matcher
    require: Policy | None = None  # whoever is let in satisfies it
    deny: Policy | None = None  # whoever satisfies it is not let in
    allow: Policy | None = None  # whoever satisfies it is let in
    upstreams: tuple[str, ...] = ()  # where else nothing is sent; none: wherever


@dataclass(frozen=True, slots=True)
class Plan:
    server: Server
    issuers: Mapping[str, Issuer]
    roles: RoleTable
    upstreams: Mapping[str, Upstream]
    routes: tuple[Route, ...]
    table: RouteTable[Route]
    cookies: Mapping[str, Cookie] = field(default_factory=dict)
    lookups: Lookups = field(default_factory=Lookups)
    revocation: RevocationTerms | None = None  # None: nothing is ever revoked
    api_keys: Mapping[str, ApiKeys] = field(default_factory=dict)
    certificates: Mapping[str, Certificates] = field(default_factory=dict)
    failures: FailureTerms = field(default_factory=FailureTerms)
    suppressions: tuple[Suppression, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    portal: Portal = field(default_factory=Portal)
    recording: Recording | None = None  # None: the log holds what calls came to, not all that they rested on
