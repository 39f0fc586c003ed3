"""Joined roles: what another service says that a subject may do, joined with what the caller's token says itself.

Around whoever identifies: callers by a credential without such a service pay nothing. While the answer is remembered
nobody waits. It is remembered by the subject and not with the token, so a role that is taken away is gone when the
stated time is over, however long the token lasts. A service that does not answer is no answer: the caller is refused,
save for answers that are not older than may be (`stale_for`).
"""

from dataclasses import dataclass, replace
from functools import partial
from math import ceil

from application.generations import Generations
from application.identity.identifying import Bearer, Known, Pending
from application.identity.inquiries import Inquiries
from application.ports.clock import Clock
from application.ports.roles import Roles, RoleSource, Unknown
from application.ports.unavailable import Unavailable
from domain.identity.principal import Principal
from domain.identity.role_lookup import RoleLookup
from domain.message.reason import ROLES_UNAVAILABLE, SUBJECT_UNKNOWN
from domain.message.refusal import Refusal
from domain.message.request import Request

Subject = tuple[str, str]  # and the name of the credential whose subject it is


@dataclass(frozen=True, slots=True)
class Held:
    roles: Roles | Refusal
    fresh_until: float  # of Clock.monotonic
    stale_until: float


class RoleDesk:
    """The answers of one service."""

    def __init__(self, lookup: RoleLookup, source: RoleSource, clock: Clock) -> None:
        self._lookup = lookup
        self._source = source
        self._clock = clock
        self._inquiries: Inquiries[Roles | Refusal] = Inquiries(f"roles from {lookup.name}", lookup.asking, clock)
        self._memory: Generations[Subject, Held] = Generations(lookup.most)

    def recall(self, who: Subject) -> Roles | Refusal | None:
        held = self._memory.recall(who)
        return held.roles if held is not None and self._clock.monotonic() < held.fresh_until else None

    async def settle(self, who: Subject) -> Roles | Refusal:
        recalled = self.recall(who)  # by one who came before, in the meantime
        if recalled is not None:
            return recalled
        outcome = await self._inquiries.answer(who, partial(self._asked, who))
        if not isinstance(outcome, Unavailable):
            return outcome
        held = self._memory.recall(who)
        if held is not None and self._clock.monotonic() < held.stale_until:
            return held.roles
        return Refusal(ROLES_UNAVAILABLE, outcome.why, ((b"retry-after", b"%d" % max(1, ceil(outcome.seconds))),))

    async def close(self) -> None:
        await self._inquiries.close()
        await self._source.close()

    async def _asked(self, who: Subject) -> Roles | Refusal | Unavailable:
        began = self._clock.monotonic()  # an answer is as old as its question
        answer = await self._source.roles_of(*who)
        if isinstance(answer, Unavailable):
            return answer
        known = Refusal(SUBJECT_UNKNOWN, answer.why) if isinstance(answer, Unknown) else answer
        fresh_until = began + self._lookup.fresh
        self._memory.remember(who, Held(known, fresh_until, fresh_until + self._lookup.stale_for))
        return known


class JoinedRoles(Bearer):
    def __init__(self, inner: Bearer, desk: RoleDesk) -> None:
        self.challenge, self.takes_tokens = inner.challenge, inner.takes_tokens
        self._inner = inner
        self._desk = desk

    def is_presented(self, request: Request) -> bool:
        return self._inner.is_presented(request)

    def identify(self, request: Request) -> Known | Pending:
        return self._joined(self._inner.identify(request))

    def recall(self, field: bytes) -> Known | Pending | None:
        found = self._inner.recall(field)
        return None if found is None else self._joined(found)

    def examine(self, token: str, field: bytes) -> Known | Pending:
        return self._joined(self._inner.examine(token, field))

    def _joined(self, found: Known | Pending) -> Known | Pending:
        if isinstance(found, Principal):
            roles = self._desk.recall((found.subject, found.credential))
            return _with(found, roles) if roles is not None else Pending(partial(self._settled, found))
        return Pending(partial(self._later, found)) if isinstance(found, Pending) else found

    async def _later(self, pending: Pending) -> Known:
        found = self._joined(await pending.settle())
        return await found.settle() if isinstance(found, Pending) else found

    async def _settled(self, principal: Principal) -> Known:
        return _with(principal, await self._desk.settle((principal.subject, principal.credential)))


def _with(principal: Principal, roles: Roles | Refusal) -> Known:
    if isinstance(roles, Refusal):
        return roles
    return principal if roles <= principal.roles else replace(principal, roles=principal.roles | roles)
