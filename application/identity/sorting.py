"""Sorting: bearer tokens of several issuers, each token held against the one issuer that it names.

What it names is not believed: it only says whose keys decide. A token that names no accepted issuer goes to whoever
takes tokens without a readable issuer, if the route accepts one, else it is refused.
"""

from collections.abc import Mapping
from typing import Protocol

from application.identity.authentication import refused
from application.identity.identifying import Bearer, Identifier, Known, Pending
from application.ports.token_text import TokenText
from application.ports.tokens import Unverified
from domain.identity.challenge import challenge
from domain.identity.credential import read_bearer
from domain.message.headers import only
from domain.message.reason import TOKEN_ISSUER, TOKEN_MISSING, Reason
from domain.message.request import Request


class Examiner(Protocol):
    """Whoever can say of a token alone whose it is."""

    def examine(self, token: str, field: bytes) -> Known | Pending:
        """`field` is the whole `Authorization` field, by which the answer may be remembered."""


class TokenSorter(Identifier):
    challenge = challenge(TOKEN_MISSING)[1]
    takes_tokens = True

    def __init__(self, issuers: Mapping[str, Bearer], rest: Examiner | None, text: TokenText) -> None:
        """`issuers` by the `iss` of their tokens; `rest` takes what names none of them."""
        self._issuers = issuers
        self._rest = rest
        self._text = text

    def is_presented(self, request: Request) -> bool:
        return b"authorization" in request.named

    def identify(self, request: Request) -> Known | Pending:
        field = only(request.headers, request.named, b"authorization")
        if field is not None:
            for issuer in self._issuers.values():
                known = issuer.recall(field)
                if known is not None:
                    return known
        token = read_bearer(request.headers)
        if isinstance(token, Reason):
            return refused(token, "bearer token")
        return self._sorted(token, field or b"")

    def _sorted(self, token: str, field: bytes) -> Known | Pending:
        named = self._text.issuer_of(token)
        chosen: Examiner | None = self._issuers.get(named) if isinstance(named, str) else None
        chosen = chosen or self._rest
        if chosen is None and isinstance(named, Unverified):
            return refused(named.reason, named.why)
        if chosen is None:
            return refused(TOKEN_ISSUER, f"{named!r:.100} is none of the accepted issuers")
        return chosen.examine(token, field)
