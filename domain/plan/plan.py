"""The plan: the compiled, immutable form of a spec. Everything is resolved; binding it to adapters makes a runtime."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.identity.introduction import Introduction
from domain.identity.issuer import Issuer
from domain.message.compression import Compression
from domain.message.cors import CorsPolicy
from domain.message.forwarding import TrustedProxies
from domain.permissions.policy import Policy
from domain.permissions.role import RoleTable
from domain.routing.matcher import Matcher
from domain.routing.rewrite import Rewrite
from domain.routing.table import RouteTable
from domain.spec.place import Place
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target
from domain.upstream.timeouts import Timeouts


@dataclass(frozen=True, slots=True)
class Upstream:
    name: str
    targets: tuple[Target, ...]
    breaker: BreakerTerms | None  # None: calls are never paused
    introduction: Introduction = field(default_factory=Introduction)


@dataclass(frozen=True, slots=True)
class Door:
    """What a caller must show: a token of `issuer`, then to satisfy `policy`."""

    issuer: str
    policy: Policy


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    number: int  # place in the file, from 0; what the runtime is indexed by
    at: Place
    matcher: Matcher
    door: Door | None  # None: public
    upstream: str
    timeouts: Timeouts
    rewrite: Rewrite | None
    description: str = ""
    compresses: bool = True  # where the server does


@dataclass(frozen=True, slots=True)
class Server:
    body_limit: int  # bytes
    trusted_proxies: TrustedProxies
    cors: CorsPolicy | None
    deadline_header: bytes | None = None
    introducing: frozenset[bytes] = frozenset()  # headers that only the gateway may send, to any upstream
    normalises_paths: bool = False
    compression: Compression | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    server: Server
    issuers: Mapping[str, Issuer]
    roles: RoleTable
    upstreams: Mapping[str, Upstream]
    routes: tuple[Route, ...]
    table: RouteTable[Route]
