"""What was written below `routes`."""

from dataclasses import dataclass, field

from domain.spec.composition import ComposeSpec, ShapeSpec
from domain.spec.contract import ContractSpec
from domain.spec.handling import MAP, CacheSpec, DeprecatedSpec, ErrorsSpec, SecuritySpec
from domain.spec.place import Place, Text
from domain.spec.requirement import Requirement
from domain.spec.server import CorsSpec
from domain.spec.upstream import TimeoutSpec
from domain.spec.websocket import WebSocketSpec


@dataclass(frozen=True, slots=True)
class MatchSpec:
    path: Text
    is_prefix: bool = False
    methods: tuple[Text, ...] = ()
    hosts: tuple[Text, ...] = ()
    headers: tuple[tuple[str, str | None], ...] = ()  # None: no such header
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditsSpec:
    set: tuple[tuple[Text, str], ...] = ()
    add: tuple[tuple[Text, str], ...] = ()
    remove: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class RewriteSpec:
    """At most one of the first three."""

    path: Text | None = None  # a template
    strip: Text | None = None
    prefix: Text | None = None
    host: Text | None = None


@dataclass(frozen=True, slots=True)
class DestinationSpec:
    upstream: Text
    weight: int = 1
    rewrite: RewriteSpec | None = None
    request: EditsSpec = field(default_factory=EditsSpec)
    response: EditsSpec = field(default_factory=EditsSpec)


@dataclass(frozen=True, slots=True)
class MirrorSpec:
    upstream: Text
    share: float = 1.0  # from 0 to 1


@dataclass(frozen=True, slots=True)
class RedirectSpec:
    at: Place
    scheme: Text | None = None
    host: Text | None = None
    port: int | None = None
    path: Text | None = None  # a template
    prefix: Text | None = None
    status: int = 302


@dataclass(frozen=True, slots=True)
class RespondSpec:
    at: Place
    status: int = 200
    json: str | None = None  # as it is sent
    text: str | None = None
    headers: tuple[tuple[Text, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OverrideSpec:
    """A body in place of a refusal's problem document: JSON, already written out, or a text."""

    reason: Text
    json: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class AccessSpec:
    """Levels of access: for each method who may call, beside what `require` says."""

    at: Place
    levels: tuple[tuple[Text, Requirement], ...]


@dataclass(frozen=True, slots=True)
class StepUpSpec:
    at: Place
    acr: tuple[Text, ...] = ()
    max_age: float | None = None  # seconds


@dataclass(frozen=True, slots=True)
class RouteSpec:
    name: Text
    match: MatchSpec
    to: tuple[DestinationSpec, ...] | None = None
    require: Requirement | None = None
    rewrite: RewriteSpec | None = None
    credentials: tuple[Text, ...] = ()
    timeout: TimeoutSpec = field(default_factory=TimeoutSpec)
    websocket: WebSocketSpec | None = None  # None: not taken
    compress: bool | None = None  # None: as the server says
    refusals: tuple[OverrideSpec, ...] = ()
    description: str = ""  # for the generated documentation
    published: bool = True  # there
    redirect: RedirectSpec | None = None
    respond: RespondSpec | None = None
    mirror: tuple[MirrorSpec, ...] = ()
    request: EditsSpec = field(default_factory=EditsSpec)
    response: EditsSpec = field(default_factory=EditsSpec)
    cors: CorsSpec | Text | None = None  # the name of a policy, or `none`; None: the server's
    access: AccessSpec | None = None
    deny: Requirement | None = None
    override: bool = False  # of what the defaults require
    step_up: StepUpSpec | None = None
    contract: ContractSpec | None = None  # None: nothing is looked at
    compose: ComposeSpec | None = None
    shape: ShapeSpec | None = None  # None: answers stay as they are
    errors: ErrorsSpec | None = None  # None: as the defaults say
    security: SecuritySpec | None = None  # None: the server's
    cache: CacheSpec | None = None  # None: as the defaults say
    deprecated: DeprecatedSpec | None = None
    etag: bool | None = None  # None: where the answer is composed
    links: str = MAP
    versions: tuple[Text, ...] = ()  # of the API that it belongs to
