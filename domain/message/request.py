"""The request head as the rooms see it: a plain slotted object, made once a call. The body streams past the domain."""

from domain.message.headers import Headers, Named, named
from domain.message.path import Path


class Request:
    """`query` is raw, without `?`. `peer` is the socket's address, `client` the caller's behind trusted proxies."""

    __slots__ = ("client", "headers", "host", "id", "method", "named", "path", "peer", "query", "scheme", "version")

    def __init__(
        self,
        *,
        id: str,  # noqa: A002
        method: str,
        path: Path,
        host: str,
        headers: Headers,
        query: bytes = b"",
        scheme: str = "http",
        peer: str = "127.0.0.1",
        client: str | None = None,
        version: str = "1.1",
        names: Named | None = None,  # those of `headers`, where somebody has them already
    ) -> None:
        self.id = id
        self.method = method
        self.path = path
        self.host = host
        self.headers = headers
        self.named = named(headers) if names is None else names
        self.query = query
        self.scheme = scheme
        self.peer = peer
        self.client = client or peer
        self.version = version
