"""Revocable: whoever is known by a credential, of whatever kind, is held against what has been revoked.

Remembered tokens too, and each time: the answer is never remembered. Only the doors of a plan that has revocations have
this in their way.
"""

from functools import partial

from application.identity.identifying import Identifier, Known, Pending
from application.identity.revoking import Revoking
from domain.identity.principal import Principal
from domain.message.request import Request


class Revocable(Identifier):
    def __init__(self, inner: Identifier, revoking: Revoking) -> None:
        self.challenge = inner.challenge
        self.takes_tokens = inner.takes_tokens
        self._inner = inner
        self._revoking = revoking

    def is_presented(self, request: Request) -> bool:
        return self._inner.is_presented(request)

    def identify(self, request: Request) -> Known | Pending:
        found = self._inner.identify(request)
        if isinstance(found, Pending):
            return Pending(partial(self._settle, found))
        return self._judged(found)

    async def _settle(self, pending: Pending) -> Known:
        return self._judged(await pending.settle())

    def _judged(self, known: Known) -> Known:
        return (self._revoking.objection(known) or known) if isinstance(known, Principal) else known
