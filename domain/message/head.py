"""The head of a request as it came off the wire, before anything is believed: whichever door it came in by."""

from domain.message.headers import Headers


class Head:
    """`path` and `query` are the raw bytes of the request target, split at the first `?`."""

    __slots__ = ("headers", "method", "path", "peer", "query", "scheme", "version")

    def __init__(
        self,
        method: str,
        path: bytes,
        query: bytes,
        headers: Headers,
        *,
        scheme: str = "http",
        peer: str = "127.0.0.1",
        version: str = "1.1",
    ) -> None:
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.scheme = scheme
        self.peer = peer
        self.version = version
