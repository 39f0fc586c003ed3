"""Edits: what a route changes in a header list, as data: names to drop, fields to add at the end.

`set` is a drop and an add, `add` an add, `remove` a drop; so that edits, hop-by-hop filtering and what the gateway
makes itself are one pass over a list, and a route without edits costs nothing. Values are constants, and never
templates: what a caller sends can't become another header.
"""

import re
from dataclasses import dataclass

from domain.message.headers import HOP_BY_HOP, Header

# The gateway's own: who sent it, where to and how long. RFC 9110, 7.2 and 8.6; domain/message/forwarding.py.
_FRAMING = frozenset((b"content-length", b"host", b"x-request-id"))
_FORWARDING = (b"x-forwarded-", b"forwarded")
_REQUEST_ONLY = frozenset((b"expect",))
_TOKEN = re.compile(rb"[a-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2, in lower case
_VALUE = re.compile(rb"(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?")  # RFC 9110, 5.5


@dataclass(frozen=True, slots=True)
class Edits:
    dropped: frozenset[bytes] = frozenset()
    added: tuple[Header, ...] = ()

    def then(self, later: "Edits") -> "Edits":
        """Both as one: what `later` drops is dropped from what these add, too."""
        kept = tuple(header for header in self.added if header[0] not in later.dropped)
        return Edits(self.dropped | later.dropped, kept + later.added)


NO_EDITS = Edits()


def is_field_name(name: bytes) -> bool:
    return _TOKEN.fullmatch(name) is not None


def is_field_value(value: bytes) -> bool:
    """Without control bytes, and without the blanks at its ends that a parser would take off."""
    return _VALUE.fullmatch(value) is not None


def is_the_gateways(name: bytes, *, of_a_request: bool) -> bool:
    """Whether the gateway alone says what stands in the field `name` (lower case)."""
    if name in HOP_BY_HOP or name in _FRAMING:
        return True
    return of_a_request and (name in _REQUEST_ONLY or name.startswith(_FORWARDING))
