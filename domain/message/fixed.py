"""Fixed answers: what a route says by itself, whole. Complete but for `x-request-id`, which is each call's own."""

from dataclasses import dataclass

from domain.message.edits import NO_EDITS, Edits
from domain.message.headers import Header

BODILESS = frozenset((204, 205, 304))  # RFC 9110, 15.3.5, 15.3.6 and 15.4.5
_LENGTHLESS = frozenset((204, 304))  # a length beside them would be of something else, or is forbidden (8.6)


@dataclass(frozen=True, slots=True)
class FixedAnswer:
    status: int
    headers: tuple[Header, ...] = ()
    body: bytes = b""


def fixed_answer(status: int, body: bytes, content_type: bytes | None, edits: Edits = NO_EDITS) -> FixedAnswer:
    """`edits` are laid over the fields that follow from the body; they can't touch the length."""
    fields: list[Header] = [] if content_type is None else [(b"content-type", content_type)]
    kept = [field for field in fields if field[0] not in edits.dropped]
    length = () if status in _LENGTHLESS else ((b"content-length", b"%d" % len(body)),)
    return FixedAnswer(status, (*kept, *length, *edits.added), body)
