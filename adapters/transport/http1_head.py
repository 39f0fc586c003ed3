"""The head of a request in HTTP/1.1 (RFC 9112, 3 and 6.3): every byte as it came, or no head at all.

Nothing is quoted, decoded, re-cased, re-ordered or added. Only `Host` and framing are ours: lengths and codings in the
caller's list are dropped, since a message with two lengths is how requests are smuggled. Knows no socket.
"""

import string
from operator import itemgetter

from application.ports.transport import Call
from domain.message.headers import values

_TOKEN = (string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~").encode()
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09})  # what no field value may hold (RFC 9110, 5.5); obs-text may pass
_NOT_IN_A_TARGET = bytes((*range(0x21), 0x7F))  # a space would end the target early (RFC 9112, 3.2)
_OURS = frozenset((b"host", b"content-length", b"transfer-encoding"))
_MEANT_TO_CARRY = frozenset(("POST", "PUT", "PATCH"))  # without content they say so (RFC 9110, 8.6)
_name_of = itemgetter(0)
_line_of = b": ".join


def request_head(call: Call, authority: bytes) -> bytes | None:
    """The head up to and with its empty line; None if the call has bytes that cannot travel, or two hosts."""
    headers, method, target = call.headers, call.method.encode(), call.target
    names = list(map(_name_of, headers))
    if not _OURS.isdisjoint(names):
        hosts = values(headers, b"host") or [authority]
        if len(hosts) > 1:
            return None
        authority = hosts[0]
        headers = [field for field in headers if field[0] not in _OURS]
    lines = b"\r\n".join((b"host: " + authority, *map(_line_of, headers)))
    # One look at all lines: what separates them is the only control in them, and a value that brings one shows.
    if len(lines.translate(None, _CONTROLS)) + 2 * len(headers) != len(lines):
        return None
    if b"".join((method, *names)).translate(None, _TOKEN) or b"" in names or not method:
        return None
    if len(target.translate(None, _NOT_IN_A_TARGET)) != len(target) or not target:
        return None
    return b"%b %b HTTP/1.1\r\n%b\r\n%b\r\n" % (method, target, lines, _framing(call))


def _framing(call: Call) -> bytes:
    if call.body is None:
        return b"content-length: 0\r\n" if call.method in _MEANT_TO_CARRY else b""
    if call.length is None:
        return b"transfer-encoding: chunked\r\n"
    return b"content-length: %d\r\n" % call.length
