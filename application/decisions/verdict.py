"""Verdicts: what would become of a request, with what each room learned of it."""

from dataclasses import dataclass
from enum import Enum

from application.ports.transport import Call
from domain.identity.principal import Principal
from domain.message.headers import Headers
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.permissions.facts import Parameters
from domain.plan.plan import Destination, Route


class Outcome(Enum):
    FORWARDED = "forwarded"
    ANSWERED = "answered"  # by the route itself: a redirect, a fixed answer
    REFUSED = "refused"
    PREFLIGHT = "preflight"
    OWN = "own"  # one of the gateway's own pages


@dataclass(frozen=True, slots=True)
class Sent:
    """The call that would go to one of the route's destinations."""

    destination: Destination
    call: Call  # its deadline in seconds from the start of the call
    part: str | None = None  # of a composed answer; its target names what only other parts' answers tell in braces


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    status: int | None  # None: the upstream's
    reason: str | None = None
    why: str = ""  # for the log and for whoever may read the configuration, never for the caller
    request: Request | None = None  # None: refused before it was one
    route: Route | None = None
    parameters: Parameters | None = None
    known: Principal | Refusal | None = None  # who is calling; None: nobody asked
    sent: tuple[Sent, ...] = ()  # none, where nothing would be
    headers: tuple[tuple[bytes, bytes], ...] = ()  # of the gateway's own answer
    body: bytes = b""
    contract: str = ""  # what breaks it, and is let through

    @property
    def principal(self) -> Principal | None:
        return self.known if isinstance(self.known, Principal) else None

    @property
    def is_composed(self) -> bool:
        """Whether all of `sent` is, and not one of them."""
        return any(one.part is not None for one in self.sent)

    @property
    def upstreams(self) -> tuple[str, ...]:
        """Where it is sent, each once."""
        return tuple(dict.fromkeys(one.destination.upstream for one in self.sent))

    @property
    def sent_to(self) -> str:
        return f" {'and' if self.is_composed else 'or'} ".join(self.upstreams)

    @property
    def is_let_in(self) -> bool:
        return self.outcome in (Outcome.FORWARDED, Outcome.ANSWERED)


def own(headers: Headers) -> tuple[tuple[bytes, bytes], ...]:
    return tuple(headers)
