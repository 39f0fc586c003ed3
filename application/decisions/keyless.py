"""Keyless: who knows callers where nobody has an issuer's keys, and nothing was opened."""

import sys

from application.identity.api_keys import KeyIdentifier
from application.identity.authentication import refused
from application.identity.bearers import Bearers
from application.identity.brake import Brake
from application.identity.certificates import CertificateIdentifier
from application.identity.identifying import Bearer, Identifier, Known
from application.ports.clock import Clock
from domain.identity.challenge import challenge
from domain.identity.credential import read_bearer
from domain.identity.failures import FailureTerms
from domain.message.reason import KEYS_UNAVAILABLE, TOKEN_MISSING, Reason
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.plan.plan import Plan


def others(plan: Plan, clock: Clock) -> dict[str, Identifier]:
    """Who knows callers by what is no token. Keys that are in files of their own are the plan's only when read."""
    brake = unbraked(clock)
    keys = {name: KeyIdentifier(one, brake, clock) for name, one in plan.api_keys.items()}
    return {**keys, **{name: CertificateIdentifier(one) for name, one in plan.certificates.items()}}


def keyless(plan: Plan) -> Bearers:
    addresses = {name: issuer.validity.issuer for name, issuer in plan.issuers.items()}
    issuers = {name: KeylessBearer(f"issuer {name}") for name in plan.issuers}
    return Bearers(issuers, addresses, {name: KeylessBearer(name) for name in plan.lookups.introspections})


class KeylessBearer(Bearer):
    """In the place of an issuer whose keys nobody has here: no token of it can be told good from bad."""

    challenge = challenge(TOKEN_MISSING)[1]
    takes_tokens = True

    def __init__(self, name: str) -> None:
        self._name = name

    def is_presented(self, request: Request) -> bool:
        return b"authorization" in request.named

    def identify(self, request: Request) -> Known:
        token = read_bearer(request.headers)
        return refused(token, self._name) if isinstance(token, Reason) else self.examine(token, b"")

    def recall(self, field: bytes) -> None:  # noqa: ARG002
        return None

    def examine(self, token: str, field: bytes) -> Known:  # noqa: ARG002
        return Refusal(KEYS_UNAVAILABLE, f"{self._name}: nobody is asked for keys offline")


def unbraked(clock: Clock) -> Brake:
    """One that never pauses anybody: an answer must not depend on the questions before."""
    return Brake(FailureTerms(allowed=sys.maxsize), clock)
