"""Compression of answers: which may be, and what their heads say then (RFC 9110, 8.4, 8.8.3 and 12.5.5).

Only a whole answer of a listed type and of no coding yet. Not what its maker wants unchanged (`no-transform`), nor what
vouches for its own bytes: a digest or signature would be false, or gone. An answer that could have been compressed
says so to caches, compressed or not; one that is, is another representation, and its strong ETag becomes a weak one.
"""

from dataclasses import dataclass

from domain.message.accept_encoding import preferred
from domain.message.entity_tag import as_known, weakened
from domain.message.headers import Headers, first, values
from domain.message.media_type import MediaTypes
from domain.message.request import Request
from domain.message.vary import varying

NOT_MODIFIED = 304
_NEVER = frozenset((204, 205, 206, NOT_MODIFIED))  # without a body, or with a part of one
_OK = 200
DEFAULT_TYPES = (
    "text/*", "application/json", "application/*+json", "application/x-ndjson", "application/javascript",
    "application/xml", "application/*+xml", "application/wasm", "image/svg+xml",
)  # fmt: skip
# An answer with one of these stays as it is: coded, partial, or vouched for (RFC 9530, RFC 9421, RFC 1864, RFC 3230).
_AS_IT_IS = frozenset((
    b"content-encoding", b"content-range", b"content-digest", b"repr-digest", b"digest", b"content-md5", b"signature",
))  # fmt: skip
# What is true of the uncompressed bytes only: their number, and that parts of them can be had.
_OF_THE_BYTES = frozenset((b"content-length", b"accept-ranges"))


@dataclass(frozen=True, slots=True)
class Outcome:
    encoding: str | None  # None: the body goes out as it came
    headers: Headers


@dataclass(frozen=True, slots=True)
class Compression:
    encodings: tuple[str, ...]  # in the order of preference
    types: MediaTypes
    min_size: int  # bytes; a body whose length is not known is large enough

    def applied(self, request: Request, status: int, headers: Headers) -> Outcome:
        """`headers` as they go out to `request`, and under which coding the body does."""
        if status == NOT_MODIFIED:  # the head of an answer that the caller has, perhaps compressed by us
            return Outcome(None, varying(as_known(headers, request.headers)))
        if not self._may(status, headers):
            return Outcome(None, headers)
        encoding = preferred(request.headers, self.encodings)
        if encoding is None:
            return Outcome(None, varying(headers))
        kept = [header for header in varying(weakened(headers)) if header[0] not in _OF_THE_BYTES]
        return Outcome(encoding, [*kept, (b"content-encoding", encoding.encode())])

    def _may(self, status: int, headers: Headers) -> bool:
        return (
            status >= _OK
            and status not in _NEVER
            and not any(name in _AS_IT_IS for name, _ in headers)
            and self._is_large_enough(headers)
            and self.types.cover(values(headers, b"content-type"))
            and not _must_stay(headers)
        )

    def _is_large_enough(self, headers: Headers) -> bool:
        length = first(headers, b"content-length")
        return length is None or (length.isdigit() and int(length) >= self.min_size)


def _must_stay(headers: Headers) -> bool:
    """Whether nobody on the way may transform the answer (RFC 9111, 5.2.2.6)."""
    said = b",".join(values(headers, b"cache-control")).lower()
    return any(word.strip() == b"no-transform" for word in said.split(b","))
