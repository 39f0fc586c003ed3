"""Passages: what of a head travels on through the gateway, each way, compiled when a route is bound.

Fields that the gateway makes are dropped where anybody else has written them, and edits' own are added at the end.
"""

from dataclasses import dataclass

from domain.message.cors import CORS_FIELDS
from domain.message.edits import Edits
from domain.message.forwarding import FORWARDED, poses
from domain.message.headers import Header
from domain.message.sieve import Sieve
from domain.message.tracing import TRACING
from domain.plan.debugging import TELLING

_MADE_HERE = FORWARDED | TRACING | {b"host", b"content-length", b"x-request-id"}
_OURS_ON_RETURN = frozenset((b"x-request-id",))


@dataclass(frozen=True, slots=True)
class Outward:
    """Of a caller's head, as far as the caller is believed."""

    of_proxies: Sieve
    of_others: Sieve
    added: tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Homeward:
    kept: Sieve
    without_length: Sieve  # of a body that is not sent: servers below us would wait for it
    added: tuple[Header, ...]


def outward_of(edits: Edits, ours: frozenset[bytes]) -> Outward:
    """`ours` are further names by which only the gateway speaks."""
    dropped = _MADE_HERE | ours | edits.dropped
    return Outward(Sieve(dropped), Sieve(dropped, poses), edits.added)


def homeward_of(edits: Edits, *, has_cors: bool, debugs: bool = False) -> Homeward:
    """Where the gateway speaks CORS, or explains itself, the upstream's own word on it is dropped."""
    dropped = _OURS_ON_RETURN | edits.dropped | (CORS_FIELDS if has_cors else frozenset())
    dropped |= {TELLING} if debugs else frozenset()
    return Homeward(Sieve(dropped), Sieve(dropped | {b"content-length"}), edits.added)
