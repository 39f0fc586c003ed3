"""Braked: whoever presents too many tokens that somebody else has to be asked about, and that are bad, is paused.

What is known here already costs nothing and is not for the brake: a token that was good, and is remembered, passes in a
pause, and a bad one that is remembered is refused as before. An outcome that says nothing of the token (nobody could be
asked) is not counted.
"""

from functools import partial

from application.identity.authentication import UNAUTHORIZED
from application.identity.brake import Brake
from application.identity.identifying import Identifier, Known, Pending
from domain.message.refusal import Refusal
from domain.message.request import Request


class Braked(Identifier):
    def __init__(self, inner: Identifier, brake: Brake) -> None:
        self.challenge = inner.challenge
        self.takes_tokens = inner.takes_tokens
        self._inner = inner
        self._brake = brake

    def is_presented(self, request: Request) -> bool:
        return self._inner.is_presented(request)

    def identify(self, request: Request) -> Known | Pending:
        found = self._inner.identify(request)
        if not isinstance(found, Pending):
            return found
        return self._brake.objection(request.client) or Pending(partial(self._settled, found, request.client))

    async def _settled(self, pending: Pending, client: str) -> Known:
        known = await pending.settle()
        if isinstance(known, Refusal) and known.status == UNAUTHORIZED:
            self._brake.failed(client)
        return known
