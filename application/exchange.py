"""The finished record of one call, filled in room by room. It holds no token, no body and no header."""

from dataclasses import dataclass


@dataclass(slots=True)
class Exchange:
    request_id: str
    method: str
    path: str  # without the query, which may hold secrets
    host: str
    client: str
    started: float  # Clock.monotonic
    route: str | None = None
    subject: str | None = None
    status: int = 0  # 0: the caller left before there was an answer
    reason: str | None = None  # of a refusal, or of what broke the answer
    why: str = ""  # the details that the caller is not told
    upstream: str | None = None
    target: str | None = None
    upstream_seconds: float | None = None  # from sending to the answer's head
    seconds: float = 0.0  # the whole call
    bytes_out: int = 0
    bytes_in: int | None = None  # of a WebSocket's messages; `bytes_out` counts the other way
    close_code: int | None = None  # what a WebSocket's caller was told at its end
    cut: bool = False  # the answer was broken off after its head
