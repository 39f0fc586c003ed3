"""The explanation of one decision: a value for people and for machines, and all that either is shown.

What a machine reads is these values, name by name (document.py, schema.py); so what is not here is nowhere. Texts hold
no token, no cookie and no key (masking.py). None is what is not known, or does not apply.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from application.explanation.caller import Caller
from application.explanation.contracting import Contracted
from application.explanation.message import Field
from application.explanation.policy import Node, SignIn
from application.explanation.routing import Routing
from application.explanation.way import Sending
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
    stage: str  # where it ended: admission, path, route, credential, policy, sign-in, upgrade, contract, body, …
    summary: str
    at: Place | None


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
class Answer:
    """What the gateway itself says: a refusal, a redirect, a fixed answer, the answer to a preflight."""

    status: int
    headers: tuple[Field, ...]
    body: str
    kind: str  # problem, page, text, override, redirect, fixed, preflight, none
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
    contract: Contracted | None = None
    recorded: Recorded | None = None
