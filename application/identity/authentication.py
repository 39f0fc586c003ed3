"""Authentication: from a bearer token to a principal, by one issuer. Synchronous while its keys are at hand."""

from dataclasses import dataclass, field, replace
from functools import partial

from application.identity.identifying import Bearer, Known, Pending
from application.identity.keyring import Keyring
from application.identity.token_memory import OLDEST, Remembered, TokenMemory
from application.ports.clock import Clock
from application.ports.tokens import Unverified, Verified
from domain.identity.challenge import challenge
from domain.identity.credential import read_bearer
from domain.identity.issuer import Issuer
from domain.identity.principal import Principal
from domain.message.headers import only
from domain.message.reason import TOKEN_MISSING, Reason
from domain.message.refusal import Refusal
from domain.message.request import Request

UNAUTHORIZED = 401


@dataclass(frozen=True, slots=True)
class Authenticator(Bearer):
    issuer: Issuer
    keyring: Keyring
    clock: Clock
    memory: TokenMemory = field(default_factory=TokenMemory)
    challenge: bytes = challenge(TOKEN_MISSING)[1]
    takes_tokens: bool = True

    def is_presented(self, request: Request) -> bool:
        return b"authorization" in request.named

    def identify(self, request: Request) -> Known | Pending:
        credential = only(request.headers, request.named, b"authorization")
        known = self.memory.recall(credential) if credential is not None else None
        if known is not None and self._is_good(known):
            return known.principal
        token = read_bearer(request.headers)
        if isinstance(token, Reason):
            return refused(token, f"issuer {self.issuer.name}")
        return self.examine(token, credential or b"")

    def recall(self, credential: bytes) -> Principal | None:
        """Whom a good token was found to be, if it would be found to be so again."""
        known = self.memory.recall(credential)
        return known.principal if known is not None and self._is_good(known) else None

    def examine(self, token: str, credential: bytes) -> Known | Pending:
        """`credential` is what a good one is remembered by; empty: it is not to be remembered."""
        outcome = self.keyring.verify(token)
        if isinstance(outcome, Verified | Unverified):
            return self._judged(outcome, credential)
        return Pending(partial(self.settle, token, credential))

    async def settle(self, token: str, credential: bytes = b"") -> Known:
        """The token is signed by a key that is not at hand: the issuer has to be asked before anything can be said."""
        return self._judged(await self.keyring.settle(token), credential)

    def _is_good(self, known: Remembered) -> bool:
        """Whether a fresh look would come to the same: the keys are the same and believed, and the time is right."""
        keyring = self.keyring
        is_now = known.since <= self.clock.now() < known.until
        return is_now and known.edition == keyring.edition and keyring.vouches()

    def _judged(self, outcome: Verified | Unverified, credential: bytes) -> Known:
        if isinstance(outcome, Unverified):
            return refused(outcome.reason, f"issuer {self.issuer.name}: {outcome.why}")
        claims, now = outcome.claims, self.clock.now()
        found = self.issuer.judge(claims, now)
        if isinstance(found, Reason):
            return refused(found, f"issuer {self.issuer.name}: claims")
        principal = replace(found, key=outcome.key)
        if credential:
            self._remember(credential, principal, now)
        return principal

    def _remember(self, credential: bytes, principal: Principal, now: float) -> None:
        since, until = self.issuer.validity.begins_at(principal.claims), min(principal.expires or now, now + OLDEST)
        self.memory.remember(credential, Remembered(principal, self.keyring.edition, since=since, until=until))


def refused(reason: Reason, why: str) -> Refusal:
    if reason.status == UNAUTHORIZED:
        return Refusal(reason, why, (challenge(reason),))
    return Refusal(reason, why, ((b"retry-after", b"1"),))
