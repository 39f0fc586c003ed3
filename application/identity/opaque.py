"""Opaque tokens: bearer tokens that only their issuer can read, known by asking it (RFC 7662).

An answer is remembered by the token's SHA-256, so that no memory holds a token that could be used: a good one until the
token ends, at most for the stated time (a token that is withdrawn is good for so long), a bad one briefly. They are
remembered apart, so that made-up tokens drive out no good one. A server that does not answer is no answer: refused.
"""

from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from math import ceil, inf

from application.generations import Generations
from application.identity.authentication import refused
from application.identity.identifying import Bearer, Known, Pending
from application.identity.inquiries import Inquiries
from application.ports.clock import Clock
from application.ports.introspection import Inactive, Introspected, Introspector
from application.ports.unavailable import Unavailable
from domain.identity.challenge import challenge
from domain.identity.credential import read_bearer
from domain.identity.introspection import Introspection
from domain.identity.principal import Principal
from domain.message.reason import (
    INTROSPECTION_UNAVAILABLE,
    TOKEN_INACTIVE,
    TOKEN_MALFORMED,
    TOKEN_MISSING,
    Reason,
)
from domain.message.refusal import Refusal
from domain.message.request import Request

LONGEST = 16 * 1024  # letters of a token


@dataclass(frozen=True, slots=True)
class Held:
    known: Known
    until: float  # of Clock.monotonic
    since: float = -inf  # of Clock.now, and so is `ends`: the time in which the token's claims are valid
    ends: float = inf


class OpaqueIdentifier(Bearer):
    challenge = challenge(TOKEN_MISSING)[1]
    takes_tokens = True

    def __init__(self, introspection: Introspection, introspector: Introspector, clock: Clock) -> None:
        self._introspection = introspection
        self._introspector = introspector
        self._clock = clock
        self._name = f"introspection {introspection.name}"
        self._inquiries: Inquiries[Known] = Inquiries(self._name, introspection.asking, clock)
        self._good: Generations[bytes, Held] = Generations(introspection.entries)
        self._bad: Generations[bytes, Held] = Generations(introspection.entries)

    def is_presented(self, request: Request) -> bool:
        return b"authorization" in request.named

    def identify(self, request: Request) -> Known | Pending:
        token = read_bearer(request.headers)
        return refused(token, self._name) if isinstance(token, Reason) else self.examine(token, b"")

    def recall(self, _field: bytes) -> None:
        """Nothing is remembered by the field."""

    def examine(self, token: str, _field: bytes) -> Known | Pending:
        if len(token) > LONGEST:
            return refused(TOKEN_MALFORMED, f"{self._name}: longer than {LONGEST}")
        digest = sha256(token.encode()).digest()
        return self._recalled(digest) or Pending(partial(self._settled, token, digest))

    async def close(self) -> None:
        await self._inquiries.close()
        await self._introspector.close()

    def _recalled(self, digest: bytes) -> Known | None:
        held = self._good.recall(digest) or self._bad.recall(digest)
        if held is None or self._clock.monotonic() >= held.until:
            return None
        return held.known if held.since <= self._clock.now() < held.ends else None

    async def _settled(self, token: str, digest: bytes) -> Known:
        recalled = self._recalled(digest)  # by one who came before, in the meantime
        if recalled is not None:
            return recalled
        outcome = await self._inquiries.answer(digest, partial(self._asked, token, digest))
        if not isinstance(outcome, Unavailable):
            return outcome
        return Refusal(
            INTROSPECTION_UNAVAILABLE, outcome.why, ((b"retry-after", b"%d" % max(1, ceil(outcome.seconds))),)
        )

    async def _asked(self, token: str, digest: bytes) -> Known | Unavailable:
        answer = await self._introspector.introspect(token)
        return answer if isinstance(answer, Unavailable) else self._judged(answer, digest)

    def _judged(self, answer: Introspected, digest: bytes) -> Known:
        """Says who it is, and remembers it."""
        terms, now = self._introspection, self._clock.now()
        found = self._found(answer, now)
        if isinstance(found, Reason):
            refusal = refused(found, f"{self._name}: {'claims' if found is not TOKEN_INACTIVE else 'not active'}")
            self._bad.remember(digest, Held(refusal, self._clock.monotonic() + terms.negative))
            return refusal
        ends = terms.validity.ends_at(found.claims)
        principal = replace(found, credential=terms.name, expires=ends)
        since, until = terms.validity.begins_at(found.claims), self._clock.monotonic() + terms.most
        self._good.remember(digest, Held(principal, until, since=since, ends=inf if ends is None else ends))
        return principal

    def _found(self, answer: Introspected, now: float) -> Principal | Reason:
        if isinstance(answer, Inactive):
            return TOKEN_INACTIVE
        return self._introspection.objection(answer.claims, now) or self._introspection.paths.identify(answer.claims)
