"""Identifying: how callers are known by one kind of credential, or by the first of several that they present.

A route names the credentials that it accepts, in order. The first kind that a caller presents is the one that counts:
if it is bad the caller is refused, and no other is tried. Which kinds there are is decided when the route is bound.
"""

from abc import abstractmethod
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from domain.identity.principal import Principal
from domain.message.headers import Header
from domain.message.reason import CREDENTIAL_MISSING, TOKEN_MISSING
from domain.message.refusal import Refusal
from domain.message.request import Request

Known = Principal | Refusal


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody has to be asked before anything can be said; `settle` asks, and is awaited once."""

    settle: Callable[[], Coroutine[Any, Any, Known]]


class Identifier(Protocol):
    """`challenge` is what a 401 says of it where a caller presents nothing (RFC 9110, 11.6.1)."""

    challenge: bytes
    takes_tokens: bool  # of the `Authorization` field

    @abstractmethod
    def is_presented(self, request: Request) -> bool: ...

    @abstractmethod
    def identify(self, request: Request) -> Known | Pending:
        """Of a credential that is presented. The hot path: synchronous while nobody has to be asked."""


class Bearer(Identifier, Protocol):
    """Who takes bearer tokens, and can be handed one that came elsewhere than in the `Authorization` field."""

    @abstractmethod
    def recall(self, field: bytes) -> Known | Pending | None:
        """Of a token that is remembered by the whole field."""

    @abstractmethod
    def examine(self, token: str, field: bytes) -> Known | Pending:
        """Of any token; `field` is what it may be remembered by."""


class FirstPresented(Identifier):
    """Several kinds of credentials, in the order in which a route names them."""

    challenge = b""
    takes_tokens = False

    def __init__(self, identifiers: Sequence[Identifier]) -> None:
        self._identifiers = tuple(identifiers)
        takes_tokens = any(one.takes_tokens for one in identifiers)
        reason = TOKEN_MISSING if takes_tokens else CREDENTIAL_MISSING
        self._nothing = Refusal(reason, "none of the accepted credentials", _challenges(identifiers))

    def is_presented(self, request: Request) -> bool:
        return any(one.is_presented(request) for one in self._identifiers)

    def identify(self, request: Request) -> Known | Pending:
        for identifier in self._identifiers:
            if identifier.is_presented(request):
                return identifier.identify(request)
        return self._nothing


def _challenges(identifiers: Sequence[Identifier]) -> tuple[Header, ...]:
    each = dict.fromkeys(one.challenge for one in identifiers if one.challenge)
    return tuple((b"www-authenticate", challenge) for challenge in each)
