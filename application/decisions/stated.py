"""Stated callers: in the place of a credential, what it would say. All else at a door stays as it is."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from application.decisions.keyless import unbraked
from application.decisions.question import PRESENTED, Caller, Question, Stating
from application.identity.authentication import refused
from application.identity.bearers import Bearers
from application.identity.doors import Doors
from application.identity.identifying import Identifier, Known, Pending
from application.identity.revoking import Revoking
from application.ports.clock import Clock
from application.ports.token_text import TokenText
from application.runtime import BoundDoor
from domain.identity.cookie import Cookie
from domain.identity.issuer import Issuer
from domain.identity.principal import Principal
from domain.identity.step_up import StepUp
from domain.message.reason import CREDENTIAL_MISSING, TOKEN_ISSUER, Reason
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.plan.plan import Door


class SetClock(Clock):
    """Stands where it is set; durations are none."""

    def __init__(self) -> None:
        self.moment = 0.0

    def now(self) -> float:
        return self.moment

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(f"nothing waits {seconds} s offline")


class Desk:
    """Who asks at this moment, and who was found to be asking."""

    def __init__(self, issuers: Mapping[str, Issuer]) -> None:
        self.issuers = issuers
        self.clock = SetClock()
        self.who: Caller = PRESENTED
        self.known: Known | None = None

    def take(self, question: Question) -> None:
        self.who, self.clock.moment, self.known = question.who, question.moment, None


class StatedDoors(Doors):
    def __init__(
        self,
        desk: Desk,
        bearers: Bearers,
        cookies: Mapping[str, Cookie],
        others: Mapping[str, Identifier],
        text: TokenText,
        *,
        revoking: Revoking | None = None,
    ) -> None:
        clock = desk.clock
        super().__init__(bearers, cookies, others, text, clock, brake=unbraked(clock), revoking=revoking)
        self._desk = desk

    def bound(self, door: Door, step_up: StepUp | None) -> BoundDoor:
        bound = super().bound(door, step_up)
        return replace(bound, identifier=StatedIdentifier(bound.identifier, door.credentials, self._desk))


class StatedIdentifier(Identifier):
    def __init__(self, inner: Identifier, credentials: tuple[str, ...], desk: Desk) -> None:
        self.challenge = inner.challenge
        self.takes_tokens = inner.takes_tokens
        self._inner = inner
        self._credentials = credentials
        self._desk = desk

    def is_presented(self, request: Request) -> bool:
        return self._desk.who is not PRESENTED or self._inner.is_presented(request)

    def identify(self, request: Request) -> Known | Pending:
        found = self._found(request)
        return Pending(partial(self._settled, found)) if isinstance(found, Pending) else self._noted(found)

    async def _settled(self, pending: Pending) -> Known:
        return self._noted(await pending.settle())

    def _noted(self, known: Known) -> Known:
        self._desk.known = known
        return known

    def _found(self, request: Request) -> Known | Pending:
        match self._desk.who:
            case Principal() as principal:
                return self._as_stated(principal)
            case Refusal() as refusal:
                return refusal
            case Stating() as stating:
                return self._judged(stating)
        return self._inner.identify(request)

    def _as_stated(self, principal: Principal) -> Known:
        if not principal.credential:
            return replace(principal, credential=self._credentials[0])
        if principal.credential in self._credentials:
            return principal
        reason = TOKEN_ISSUER if principal.credential in self._desk.issuers else CREDENTIAL_MISSING
        return refused(reason, f"`{principal.credential}` is not accepted here")

    def _judged(self, stating: Stating) -> Known:
        accepted = [name for name in self._credentials if name in self._desk.issuers]
        name = stating.issuer or self._by_claim(stating) or next(iter(accepted), None)
        if name not in accepted:
            return refused(TOKEN_ISSUER, "the issuer is none of the accepted ones")
        issuer = self._desk.issuers[name]
        found = issuer.judge(stating.claims, self._desk.clock.now())
        return refused(found, f"issuer {name}: claims") if isinstance(found, Reason) else found

    def _by_claim(self, stating: Stating) -> str | None:
        iss = stating.claims.get("iss")
        named = [name for name, issuer in self._desk.issuers.items() if issuer.validity.issuer == iss]
        return next(iter(named), None) if "iss" in stating.claims else None
