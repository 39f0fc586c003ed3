"""An upstream's own errors, from 400 on: passed as they are, wrapped in a problem document, or replaced by one.

Wrapped, the answer stays the upstream's: its status, and the fields that do not describe its body; the members of a
problem document that it had already, or its JSON as the member `upstream`. Replaced, nothing is left but its status
and what HTTP wants beside that: how to sign in, which methods there are, when to come again.
"""

from collections.abc import Mapping
from dataclasses import replace

from domain.message.headers import Header, Headers, values
from domain.message.reason import UPSTREAM_ERROR
from domain.message.refusal import PROBLEM_JSON, Refusal, problem

ERRORS = range(400, 600)
_OF_THE_BODY = frozenset((
    b"accept-ranges", b"cache-control", b"content-digest", b"content-disposition", b"content-encoding",
    b"content-language", b"content-length", b"content-location", b"content-md5", b"content-range", b"content-type",
    b"digest", b"etag", b"expires", b"last-modified", b"repr-digest", b"signature", b"signature-input",
))  # fmt: skip
_BESIDE_A_STATUS = frozenset((b"www-authenticate", b"allow", b"retry-after"))
_OURS = ("status", "instance", "reason", "request_id")


def refusal_for(status: int, headers: Headers) -> Refusal:
    """The gateway's own word in the place of an upstream's error."""
    kept: tuple[Header, ...] = tuple(header for header in headers if header[0] in _BESIDE_A_STATUS)
    return Refusal(replace(UPSTREAM_ERROR, status=status), f"the upstream said {status}", kept)


def wrapped(status: int, said: object, content_type: bytes, *, instance: str, request_id: str) -> Mapping[str, object]:
    """The members of the document around what an upstream `said`, read from its JSON; None where nobody could."""
    ours = problem(refusal_for(status, []), instance=instance, request_id=request_id)
    return {**ours, **_members(said, content_type), **{name: ours[name] for name in _OURS}}


def maybe_json(headers: Headers) -> bytes | None:
    """The media type of what is plain JSON; None for what is not, or is coded."""
    said = values(headers, b"content-type")
    essence = said[0].partition(b";")[0].strip().lower() if len(said) == 1 else b""
    is_json = essence == b"application/json" or essence.endswith(b"+json")
    return essence if is_json and not values(headers, b"content-encoding") else None


def wrapping(headers: Headers, length: int | None) -> Headers:
    """The head of a wrapped error; `length` is None where nobody knows it, for HEAD."""
    kept = [header for header in headers if header[0] not in _OF_THE_BODY]
    measured = [] if length is None else [(b"content-length", b"%d" % length)]
    return [*kept, (b"content-type", PROBLEM_JSON), *measured, (b"cache-control", b"no-store")]


def _members(said: object, content_type: bytes) -> Mapping[str, object]:
    if said is None:
        return {}
    if content_type != PROBLEM_JSON:
        return {"upstream": said}
    return said if isinstance(said, Mapping) else {}
