"""The finished record of one call, filled in room by room. It holds no token, no body, and no header
beyond those that a configuration has recorded."""

from domain.identity.principal import Principal
from domain.permissions.recording import Recorded

LONGEST_BREACH = 400  # letters of what breaks a contract


class Exchange:
    """One is made for every call, so that only what every call has is set; the rest is as the class has it."""

    route: str | None = None
    principal: Principal | None = None  # None: nobody is known
    recorded: Recorded | None = None  # what decisions rest on, where it is to be kept
    status = 0  # 0: the caller left before there was an answer
    reason: str | None = None  # of a refusal, or of what broke the answer
    why = ""  # the details that the caller is not told
    contract = ""  # what breaks it, and was let through
    upstream: str | None = None
    target: str | None = None
    upstream_seconds: float | None = None  # from sending to the answer's head
    seconds = 0.0  # the whole call
    bytes_out = 0
    bytes_in: int | None = None  # of a WebSocket's messages; `bytes_out` counts the other way
    close_code: int | None = None  # what a WebSocket's caller was told at its end
    cut = False  # the answer was broken off after its head

    def __init__(self, request_id: str, method: str, path: str, host: str, client: str, *, started: float) -> None:
        """`path` is without the query, which may hold secrets; `started` is of Clock.monotonic."""
        self.request_id = request_id
        self.method = method
        self.path = path
        self.host = host
        self.client = client
        self.started = started

    def breach(self, said: str) -> None:
        self.contract = f"{self.contract}; {said}"[:LONGEST_BREACH] if self.contract else said[:LONGEST_BREACH]

    @property
    def subject(self) -> str | None:
        return None if self.principal is None else self.principal.subject
