"""Authentication: from a request to a principal, by one issuer. Synchronous while the issuer's keys are at hand."""

from dataclasses import dataclass

from application.keyring import Keyring
from application.ports.clock import Clock
from application.ports.tokens import Unverified, Verified
from domain.identity.challenge import challenge
from domain.identity.credential import read_bearer
from domain.identity.issuer import Issuer
from domain.identity.principal import Principal
from domain.message.reason import Reason
from domain.message.refusal import Refusal
from domain.message.request import Request

UNAUTHORIZED = 401


@dataclass(frozen=True, slots=True)
class Pending:
    """The token is signed by a key that is not at hand: the issuer has to be asked before anything can be said."""

    token: str


@dataclass(frozen=True, slots=True)
class Authenticator:
    issuer: Issuer
    keyring: Keyring
    clock: Clock

    def identify(self, request: Request) -> Principal | Refusal | Pending:
        token = read_bearer(request.headers)
        if isinstance(token, Reason):
            return refused(token, f"issuer {self.issuer.name}")
        outcome = self.keyring.verify(token)
        return self._judged(outcome) if isinstance(outcome, Verified | Unverified) else Pending(token)

    async def settle(self, pending: Pending) -> Principal | Refusal:
        return self._judged(await self.keyring.settle(pending.token))

    def _judged(self, outcome: Verified | Unverified) -> Principal | Refusal:
        if isinstance(outcome, Unverified):
            return refused(outcome.reason, f"issuer {self.issuer.name}: {outcome.why}")
        claims = outcome.claims
        objection = self.issuer.validity.objection(claims, self.clock.now())
        principal = objection or self.issuer.paths.identify(claims)
        if isinstance(principal, Reason):
            return refused(principal, f"issuer {self.issuer.name}: claims")
        return principal


def refused(reason: Reason, why: str) -> Refusal:
    if reason.status == UNAUTHORIZED:
        return Refusal(reason, why, (challenge(reason),))
    return Refusal(reason, why, ((b"retry-after", b"1"),))
