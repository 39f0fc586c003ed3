"""The explanation of one decision: a value for people and for machines, and all that either is shown.

What a machine reads is these values, name by name (document.py, schema.py); so what is not here is nowhere. Texts hold
no token, no cookie and no key (masking.py). None is what is not known, or does not apply.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from application.explanation.routing import Routing
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of it, and what caused that."""

    outcome: str  # forwarded, answered, refused, preflight, own
    allowed: bool  # whether the caller got past the door
    status: int | None  # None: the upstream's
    reason: str | None  # of a refusal
    detail: str | None  # what the caller is told of it
    why: str  # what the caller is not told
    stage: str  # where it ended: admission, path, route, credential, policy, sign-in, upgrade, body, upstream, own
    summary: str
    at: Place | None


@dataclass(frozen=True, slots=True)
class Field:
    """A header field; `by` says whose word it is: caller, gateway, identity (who calls), edit."""

    name: str
    value: str
    by: str
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    name: str
    why: str
    at: Place | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    target: str  # as written; in explanations of live calls without the values of the query
    path: str | None  # as matched: its one normal form; None: it is refused
    host: str | None  # in its normal form
    scheme: str
    peer: str
    client: str | None  # behind trusted proxies
    time: str  # UTC
    websocket: bool
    headers: tuple[Field, ...]
    unsafe: str | None = None  # what in the path, or the head, is unsafe


@dataclass(frozen=True, slots=True)
class Accepted:
    """A credential that the route accepts, in its order."""

    name: str
    kind: str  # issuer, introspection, cookie, api key, certificate
    carried: str  # where it is looked for
    presented: bool | None  # None: the caller is stated
    at: Place | None


@dataclass(frozen=True, slots=True)
class Checked:
    claim: str
    wanted: str
    stated: str | None  # None: nothing is
    holds: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A role of the caller."""

    name: str
    counts_as: tuple[str, ...]  # what it inherits
    grants: tuple[str, ...]
    at: Place | None  # None: it is declared nowhere, and counts for nothing


@dataclass(frozen=True, slots=True)
class Who:
    subject: str
    credential: str
    roles: tuple[Held, ...]
    permissions: tuple[str, ...]  # stated by the credential itself
    tenant: str | None
    expires: str | None


@dataclass(frozen=True, slots=True)
class Caller:
    accepted: tuple[Accepted, ...]
    chosen: str | None
    how: str
    checks: tuple[Checked, ...]  # of the claims, by the issuer's terms
    who: Who | None
    reason: str | None = None  # why nobody is known
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A policy, or a part of one, with its own outcome."""

    says: str
    kind: str  # deny: whoever satisfies it is refused; require
    outcome: str  # allows, denies, undecided
    why: str | None
    reason: str | None
    called: str | None  # its name below permissions.policies
    deciding: bool  # it settled the whole
    at: Place | None
    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class SignIn:
    says: str
    holds: bool | None  # None: nobody asked
    why: str | None
    at: Place | None


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
class Changes:
    """What is changed in a head on its way: dropped by name, added."""

    dropped: tuple[Dropped, ...]
    added: tuple[Field, ...]


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway itself says: a refusal, a redirect, a fixed answer, the answer to a preflight."""

    status: int
    headers: tuple[Field, ...]
    body: str
    kind: str  # problem, override, redirect, fixed, preflight, none
    at: Place | None


@dataclass(frozen=True, slots=True)
class Origins:
    """CORS, as far as it concerns this request."""

    origin: str | None
    granted: bool
    source: str  # route, server
    at: Place | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was said of it when it was decided, where that is known: of a call that somebody has sent."""

    request_id: str
    time: str
    status: int
    reason: str | None
    why: str
    route: str | None
    subject: str | None
    upstream: str | None
    target: str | None
    edition: str  # hash of the configuration in force
    agrees: bool  # whether the explanation comes to the same


@dataclass(frozen=True, slots=True)
class Explanation:
    decision: Ruling
    request: Asked
    routing: Routing | None  # None: nobody looked for a route
    parameters: Mapping[str, str] | None
    caller: Caller | None  # None: nobody was asked who it is
    policy: Node | None  # None: nothing is asked, or it did not come to that
    sign_in: SignIn | None
    sending: Sending | None
    answer: Answer | None
    cors: Origins | None
    recorded: Recorded | None = None
