"""The edge: what a server asks of the gateway before there is a request: its limits, and what to say in refusing.

Every refusal is a problem document and a finished exchange, whoever gives it.
"""

from application.gateway import Gateway
from domain.message.head import Head
from domain.message.headers import Headers
from domain.message.limits import Limits
from domain.message.refusal import Refusal
from domain.plan.matchers import OWN_PATHS

_ANSWERED_WHEN_FULL = frozenset(path.encode("ascii") for path in OWN_PATHS[:2])  # /health and /ready
NO_CONTENT = 204
LONGEST_SHOWN = 1024  # bytes of a target that was refused, in its record


class Edge:
    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    @property
    def limits(self) -> Limits:
        """Those in force now; a connection keeps the ones that it began with."""
        runtime = self._gateway.runtime
        return runtime.server.limits if runtime else Limits()

    def is_answered_when_full(self, path: bytes) -> bool:
        return path in _ANSWERED_WHEN_FULL

    def turn_away(self, head: Head, refusal: Refusal) -> tuple[int, Headers, bytes]:
        """The status, fields and body to send before the connection is closed."""
        headers, body = self._gateway.turn_away(head, refusal)
        return refusal.status, headers, body

    def acknowledge(self, head: Head) -> tuple[int, Headers, bytes]:
        """The answer to `OPTIONS *`: a no-op that says we are here (RFC 9110, 9.3.7)."""
        self._gateway.acknowledge(head, NO_CONTENT)
        return NO_CONTENT, [], b""
