"""Where a call goes, as an explanation shows it."""

from dataclasses import dataclass

from application.explanation.message import Changes, Dropped, Field
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Timeout:
    name: str  # connect, idle, total
    seconds: float | None  # None: none
    source: str  # route, upstream, default
    at: Place | None


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of an upstream."""

    url: str
    weight: int
    share: float  # from 0 to 1, of the calls that go to this upstream


@dataclass(frozen=True, slots=True)
class Breaker:
    failures: int  # in a row
    cooldown: float  # seconds
    at: Place | None


@dataclass(frozen=True, slots=True)
class Part:
    """Of a composed answer."""

    name: str
    optional: bool
    step: int  # from 1: all of one step are asked at once
    needs: tuple[str, ...]  # parts whose values it uses
    each: str | None  # the part for whose keys it is asked, by `join`


@dataclass(frozen=True, slots=True)
class Way:
    """One place that the call may go to, and what would be sent there."""

    upstream: str
    share: float  # from 0 to 1, of the route's calls
    at: Place | None  # where the route names it
    upstream_at: Place | None
    targets: tuple[Aim, ...]
    balance: str
    breaker: Breaker | None  # None: calls are never paused
    method: str
    target: str  # path and query as sent
    rewritten_at: Place | None  # None: the path is sent as it is matched
    host: str  # as sent
    headers: tuple[Field, ...]
    dropped: tuple[Dropped, ...]  # of the caller's
    timeouts: tuple[Timeout, ...]
    attempts: int  # one: this version tries nothing again
    response: Changes
    part: Part | None = None  # None: the way of the whole call


@dataclass(frozen=True, slots=True)
class Shaped:
    """What becomes of the answer where it is JSON."""

    says: str
    at: Place | None


@dataclass(frozen=True, slots=True)
class Handled:
    """What else a key of the route does to the call or its answer."""

    key: str  # deprecated, contract, errors, etag, cache, security
    says: str
    at: Place | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A mirror: it gets a share of the calls as well, and nobody waits for it."""

    upstream: str
    share: float
    at: Place | None


@dataclass(frozen=True, slots=True)
class Tunnel:
    message_limit: int  # bytes
    idle: float  # seconds
    expires: bool  # with the caller's token
    at: Place | None


@dataclass(frozen=True, slots=True)
class Sending:
    ways: tuple[Way, ...]  # one, or those of a split, which take turns
    mirrors: tuple[Copy, ...]
    body_limit: int  # bytes
    body_limit_at: Place | None  # None: the default
    websocket: Tunnel | None
    shape: Shaped | None = None
    handled: tuple[Handled, ...] = ()  # in the order in which a call meets them
