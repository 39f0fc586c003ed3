"""The terms of a tunnel: what a WebSocket may do once it is open."""

from dataclasses import dataclass, field

from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class TunnelTerms:
    message_limit: int = 1024 * 1024  # bytes, either way
    idle: float = 60.0  # seconds without a sign of life from either side
    expires: bool = True  # ends when the caller's token does
    at: Place | None = field(default=None, compare=False, repr=False, kw_only=True)  # where it was written
