"""The head of a request as it came off the wire, before anything is believed: whichever door it came in by."""

from domain.message.headers import Headers, Named, named


class Head:
    """`path` and `query` are the raw bytes of the request target, split at the first `?`."""

    __slots__ = ("headers", "method", "named", "path", "peer", "query", "scheme", "version")

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
        names: Named | None = None,  # those of `headers`, where somebody has them already
    ) -> None:
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.named = named(headers) if names is None else names
        self.scheme = scheme
        self.peer = peer
        self.version = version
