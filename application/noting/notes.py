"""Notes: the latest decisions of a worker, as far as they may be kept, bounded in number and in bytes.

What is noted is what the gateway refused, or everything, as its terms say. Nothing is explained here; whoever asks for
an explanation has the runtime in which it was decided, as long as there is one: a note keeps none alive.
"""

import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import ref

from application.exchange import Exchange
from application.noting.keeping import Keeping
from application.ports.clock import Clock
from application.runtime import Runtime
from domain.identity.principal import Principal
from domain.message.head import Head
from domain.message.headers import Headers
from domain.message.refusal import Refusal

MOST_BYTES = 4 * 1024 * 1024  # in a worker, as far as they are counted: paths, fields, claims
log = logging.getLogger("limen.gateway")
_EACH = 600  # bytes of a note without these


@dataclass(frozen=True, slots=True)
class NoteTerms:
    last: int = 0  # notes that are kept; none: nothing is noted
    every: bool = False  # also of calls that were not refused


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided, as the access log has it."""

    request_id: str
    method: str
    path: str
    client: str
    status: int
    reason: str | None
    why: str
    route: str | None
    subject: str | None
    upstream: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Note:
    outcome: Outcome
    moment: float  # of Clock.now
    target: bytes  # without what is not told of the query
    headers: Headers
    peer: str
    scheme: str
    version: str
    who: Principal | Refusal | None
    runtime: "ref[Runtime]"
    size: int  # bytes


class Notes:
    def __init__(self, terms: NoteTerms, clock: Clock, most_bytes: int = MOST_BYTES) -> None:
        self.every = terms.every
        self._last = terms.last
        self._clock = clock
        self._most_bytes = most_bytes
        self._notes: deque[Note] = deque()
        self._by_id: dict[str, Note] = {}
        self._bytes = 0
        self._keeping: tuple[ref[Runtime], Keeping] | None = None  # of the runtime that was met last

    def take(self, head: Head, exchange: Exchange, who: Principal | Refusal | None, runtime: Runtime) -> None:
        """Never raises: an answer is waiting to be written."""
        try:
            self._take(head, exchange, who, runtime)
        except Exception:
            log.exception("the decision of request %s could not be noted", exchange.request_id)

    def _take(self, head: Head, exchange: Exchange, who: Principal | Refusal | None, runtime: Runtime) -> None:
        keeping = self._kept_of(runtime)
        query, headers = keeping.query(head.query), keeping.headers(head.headers)
        target = head.path + b"?" + query if query else head.path
        known = keeping.principal(who) if isinstance(who, Principal) else who
        size = _EACH + len(target) + sum(len(name) + len(value) for name, value in headers) + _size(known)
        moment, where = self._clock.now(), (head.peer, head.scheme, head.version)
        self._add(Note(_outcome(exchange), moment, target, headers, *where, known, ref(runtime), size))

    def find(self, request_id: str) -> Note | None:
        return self._by_id.get(request_id)

    def latest(self) -> Iterator[Note]:
        """The latest first."""
        return reversed(self._notes)

    def __len__(self) -> int:
        return len(self._notes)

    def _add(self, note: Note) -> None:
        if note.size > self._most_bytes:
            return
        self._notes.append(note)
        self._by_id[note.outcome.request_id] = note
        self._bytes += note.size
        while len(self._notes) > self._last or self._bytes > self._most_bytes:
            self._drop(self._notes.popleft())

    def _drop(self, note: Note) -> None:
        self._bytes -= note.size
        if self._by_id.get(note.outcome.request_id) is note:
            del self._by_id[note.outcome.request_id]

    def _kept_of(self, runtime: Runtime) -> Keeping:
        if self._keeping is None or self._keeping[0]() is not runtime:
            self._keeping = (ref(runtime), Keeping(runtime.plan))
        return self._keeping[1]


def _outcome(exchange: Exchange) -> Outcome:
    """All of it is known when the reply's head is, and nothing else of the exchange is kept: it knows the caller."""
    return Outcome(**{name: getattr(exchange, name) for name in Outcome.__slots__})


def _size(who: Principal | Refusal | None) -> int:
    if not isinstance(who, Principal):
        return 0
    words = sum(map(len, (who.subject, *who.roles, *who.permissions)))
    return words + sum(len(name) + len(str(value)) for name, value in who.claims.items())
