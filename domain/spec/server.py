"""What was written below `server`."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class CompressSpec:
    encodings: tuple[str, ...] = ENCODINGS
    types: tuple[Text, ...] | None = None  # None: the domain's own list
    min_size: int = DEFAULT_MIN_SIZE  # bytes


@dataclass(frozen=True, slots=True)
class ServerSpec:
    body_limit: int = DEFAULT_BODY_LIMIT  # bytes
    trusted_proxies: tuple[Text, ...] = ()
    cors: CorsSpec | None = None
    deadline_header: Text | None = None
    paths: str = "reject"  # or "normalise"
    compress: CompressSpec | None = None
