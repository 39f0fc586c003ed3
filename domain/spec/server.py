"""What was written below `server`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.spec.handling import SecuritySpec
from domain.spec.place import Place, Text

DEFAULT_BODY_LIMIT = 10 * 1024 * 1024  # bytes
ENCODINGS = ("zstd", "br", "gzip")  # all that there are, in the order of preference
DEFAULT_MIN_SIZE = 1024  # bytes


@dataclass(frozen=True, slots=True)
class CorsSpec:
    at: Place
    origins: tuple[Text, ...]
    methods: tuple[str, ...] = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
    headers: tuple[str, ...] = ()
    credentials: bool = False
    max_age: float = 600.0  # seconds
    expose: tuple[str, ...] = ()
    every_origin_with_credentials: bool = False  # else `*` beside `credentials` is a fault
    private_network: bool = False


@dataclass(frozen=True, slots=True)
class LimitsSpec:
    """None: not written. Sizes in bytes, times in seconds; what each means is in domain/message/limits.py."""

    request_line: int | None = None
    headers: int | None = None
    header_count: int | None = None
    head_time: float | None = None
    body_idle: float | None = None
    body_minimum: int | None = None
    connections: int | None = None
    keep_alive: float | None = None


@dataclass(frozen=True, slots=True)
class CompressSpec:
    encodings: tuple[str, ...] = ENCODINGS
    types: tuple[Text, ...] | None = None  # None: the domain's own list
    min_size: int = DEFAULT_MIN_SIZE  # bytes


@dataclass(frozen=True, slots=True)
class LogSpec:
    replay: bool = False  # the access log also holds what decisions rest on


@dataclass(frozen=True, slots=True)
class ServerSpec:
    body_limit: int = DEFAULT_BODY_LIMIT  # bytes
    trusted_proxies: tuple[Text, ...] = ()
    cors: CorsSpec | None = None
    cors_policies: tuple[tuple[Text, CorsSpec], ...] = ()  # for routes, by name
    deadline_header: Text | None = None
    limits: LimitsSpec = LimitsSpec()
    paths: str = "reject"  # or "normalise"
    compress: CompressSpec | None = None
    log: LogSpec = LogSpec()
    debug: Text | None = None  # the permission of those who may ask for explanations
    security: SecuritySpec | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)  # by key
