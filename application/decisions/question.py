"""Questions: a request that nobody sent, who would have sent it, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from domain.identity.claims import Claims
from domain.identity.principal import Principal
from domain.message.handshake import asks_for_websocket
from domain.message.headers import Header
from domain.message.refusal import Refusal

HOST = "localhost"  # of whoever names none
_FRAMING = (b"content-length", b"transfer-encoding")


@dataclass(frozen=True, slots=True)
class Presented:
    """Whoever the request's own headers say: nobody, where they carry no credential."""


@dataclass(frozen=True, slots=True)
class Stating:
    """Who brings a token that says so and is rightly signed. `issuer` is a name of the configuration."""

    claims: Claims
    issuer: str | None = None  # None: by the claim `iss`, else the first that the route accepts


# A principal as if already known; without `credential`, by whatever is accepted. A refusal: whom nobody knows, and why.
Caller = Presented | Stating | Principal | Refusal
PRESENTED = Presented()


@dataclass(frozen=True, slots=True)
class Question:
    method: str
    target: bytes  # as in the request line
    headers: tuple[Header, ...]  # names in lower case, one Host among them
    who: Caller = PRESENTED
    moment: float = 0.0  # seconds since the epoch
    peer: str = "127.0.0.1"
    scheme: str = "http"
    version: str = "1.1"
    request_id: str = field(default="offline", compare=False)
    body: bytes | None = None  # None: it is not at hand, whether there is one or not

    @property
    def is_handshake(self) -> bool:
        """Of a WebSocket, as the server takes it: its target is a path."""
        is_path = self.target.startswith(b"/")
        return is_path and asks_for_websocket(self.method, self.version, list(self.headers))


def asked(method: str, url: str, headers: Mapping[str, str] | None = None, **others: object) -> Question:
    """Of an address as people write it, with a host or without; its path stays as it is. Raises ValueError."""
    given = [(name.lower().encode("latin-1"), value.encode()) for name, value in (headers or {}).items()]
    scheme, host, target = _split(url)
    if not any(name == b"host" for name, _ in given):
        given.insert(0, (b"host", host.encode("idna" if not host.isascii() else "ascii")))
    return Question(method, target.encode(), tuple(given), scheme=scheme, **others)  # type: ignore[arg-type]


def with_body(question: Question, body: bytes) -> Question:
    """As it would be sent whole."""
    others = [header for header in question.headers if header[0] not in _FRAMING]
    return replace(question, headers=(*others, (b"content-length", b"%d" % len(body))), body=body)


def _split(url: str) -> tuple[str, str, str]:
    """Scheme, host, target."""
    if url.startswith("/") or url == "*":
        return "http", HOST, url
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"`{url}` is neither a path that begins with / nor an http address")
    return parts.scheme, parts.netloc, url.partition("://")[2][len(parts.netloc) :] or "/"
