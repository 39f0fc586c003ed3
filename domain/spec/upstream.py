"""What was written below `upstreams`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.spec.document import Document
from domain.spec.place import Place, Text

DEFAULT_CONNECTIONS = 4_000
AUTO, H1, AIOHTTP = TRANSPORTS = ("auto", "h1", "aiohttp")


@dataclass(frozen=True, slots=True)
class TargetSpec:
    url: Text
    weight: int = 1


@dataclass(frozen=True, slots=True)
class TimeoutSpec:
    """Seconds; None is "not written"."""

    connect: float | None = None
    idle: float | None = None
    total: float | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)  # by key


@dataclass(frozen=True, slots=True)
class BreakerSpec:
    failures: int = 5
    cooldown: float = 10.0  # seconds
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)  # by key


@dataclass(frozen=True, slots=True)
class ToldSpec:
    header: Text
    what: str  # subject, roles, permissions, claim
    claim: str = ""


@dataclass(frozen=True, slots=True)
class IntroductionSpec:
    token: bool = True  # passed on
    headers: tuple[ToldSpec, ...] = ()
    api_key: bool = False  # passed on


@dataclass(frozen=True, slots=True)
class UpstreamSpec:
    name: Text
    targets: tuple[TargetSpec, ...]
    timeout: TimeoutSpec = field(default_factory=TimeoutSpec)
    breaker: BreakerSpec | None = None
    identity: IntroductionSpec = field(default_factory=IntroductionSpec)
    connections: int = DEFAULT_CONNECTIONS  # to each target, a worker
    keeps_host: bool = False  # the caller's Host is sent on, in place of the target's
    transport: str = AUTO
    document: Document | None = None  # its OpenAPI
