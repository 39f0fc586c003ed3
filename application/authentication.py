"""Authentication: from a request to a principal, by one issuer. Synchronous while the issuer's keys are at hand."""

from dataclasses import dataclass, field

from application.keyring import Keyring
from application.ports.clock import Clock
from application.ports.tokens import Unverified, Verified
from application.token_memory import OLDEST, Remembered, TokenMemory
from domain.identity.challenge import challenge
from domain.identity.credential import read_bearer
from domain.identity.issuer import Issuer
from domain.identity.principal import Principal
from domain.message.headers import only
from domain.message.reason import Reason
from domain.message.refusal import Refusal
from domain.message.request import Request

UNAUTHORIZED = 401


@dataclass(frozen=True, slots=True)
class Pending:
    """The token is signed by a key that is not at hand: the issuer has to be asked before anything can be said."""

    token: str
    field: bytes = b""  # that it came in; empty: it is not to be remembered


@dataclass(frozen=True, slots=True)
class Authenticator:
    issuer: Issuer
    keyring: Keyring
    clock: Clock
    memory: TokenMemory = field(default_factory=TokenMemory)

    def identify(self, request: Request) -> Principal | Refusal | Pending:
        credential = only(request.headers, request.named, b"authorization")
        known = self.memory.recall(credential) if credential is not None else None
        if known is not None and self._is_good(known):
            return known.principal
        token = read_bearer(request.headers)
        if isinstance(token, Reason):
            return refused(token, f"issuer {self.issuer.name}")
        outcome = self.keyring.verify(token)
        if isinstance(outcome, Verified | Unverified):
            return self._judged(outcome, credential)
        return Pending(token, credential or b"")

    async def settle(self, pending: Pending) -> Principal | Refusal:
        return self._judged(await self.keyring.settle(pending.token), pending.field)

    def _is_good(self, known: Remembered) -> bool:
        """Whether a fresh look would come to the same: the keys are the same and believed, and the time is right."""
        keyring = self.keyring
        is_now = known.since <= self.clock.now() < known.until
        return is_now and known.edition == keyring.edition and keyring.vouches()

    def _judged(self, outcome: Verified | Unverified, credential: bytes | None) -> Principal | Refusal:
        if isinstance(outcome, Unverified):
            return refused(outcome.reason, f"issuer {self.issuer.name}: {outcome.why}")
        claims, now = outcome.claims, self.clock.now()
        objection = self.issuer.validity.objection(claims, now)
        principal = objection or self.issuer.paths.identify(claims)
        if isinstance(principal, Reason):
            return refused(principal, f"issuer {self.issuer.name}: claims")
        if credential:
            self._remember(credential, principal, now)
        return principal

    def _remember(self, credential: bytes, principal: Principal, now: float) -> None:
        validity, claims = self.issuer.validity, principal.claims
        since, until = validity.begins_at(claims), min(validity.ends_at(claims) or now, now + OLDEST)
        self.memory.remember(credential, Remembered(principal, self.keyring.edition, since=since, until=until))


def refused(reason: Reason, why: str) -> Refusal:
    if reason.status == UNAUTHORIZED:
        return Refusal(reason, why, (challenge(reason),))
    return Refusal(reason, why, ((b"retry-after", b"1"),))
