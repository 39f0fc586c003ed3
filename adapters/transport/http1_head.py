"""The head of a request in HTTP/1.1 (RFC 9112, 3 and 6.3): every byte as it came, or no head at all.

Nothing is quoted, decoded, re-cased, re-ordered or added. Only `Host` and framing are ours: lengths and codings in the
caller's list are dropped, since a message with two lengths is how requests are smuggled. Knows no socket.
"""

from operator import itemgetter

from application.ports.transport import Call
from domain.message.headers import values
from domain.message.octets import IN_TARGETS, IN_TOKENS, IN_VALUES

_OURS = frozenset((b"host", b"content-length", b"transfer-encoding"))
_MEANT_TO_CARRY = frozenset(("POST", "PUT", "PATCH"))  # without content they say so (RFC 9110, 8.6)
_name_of, _value_of = itemgetter(0), itemgetter(1)
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
    words, told = b"".join((method, *names)), b"".join((authority, *map(_value_of, headers)))
    if words.translate(IN_TOKENS) != words or b"" in names or told.translate(IN_VALUES) != told:
        return None
    if target.translate(IN_TARGETS) != target or not (target and method):
        return None
    lines = b"\r\n".join((b"host: " + authority, *map(_line_of, headers)))
    return b"%b %b HTTP/1.1\r\n%b\r\n%b\r\n" % (method, target, lines, _framing(call))


def _framing(call: Call) -> bytes:
    if call.body is None:
        return b"content-length: 0\r\n" if call.method in _MEANT_TO_CARRY else b""
    if call.length is None:
        return b"transfer-encoding: chunked\r\n"
    return b"content-length: %d\r\n" % call.length
