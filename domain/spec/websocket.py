"""What was written below `websocket` of a route; that it was written is what allows WebSockets there."""

from dataclasses import dataclass

from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class WebSocketSpec:
    """None is "not written"."""

    at: Place
    message_limit: int | None = None  # bytes
    idle: float | None = None  # seconds
    expires: bool | None = None
