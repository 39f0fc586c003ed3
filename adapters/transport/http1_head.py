"""The head of a request in HTTP/1.1 (RFC 9112, 3 and 6.3): every byte as it came, or no head at all.

Nothing is quoted, decoded, re-cased, re-ordered or added. Only `Host` and framing are ours: lengths and codings in the
caller's list are dropped, since a message with two lengths is how requests are smuggled. Knows no socket.
"""

import string

from application.ports.transport import Call
from domain.message.headers import Headers, values

_TOKEN = (string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~").encode()
_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09})  # what no field value may hold (RFC 9110, 5.5); obs-text may pass
_NOT_IN_A_TARGET = bytes((*range(0x21), 0x7F))  # a space would end the target early (RFC 9112, 3.2)
_OURS = frozenset((b"host", b"content-length", b"transfer-encoding"))
_MEANT_TO_CARRY = frozenset(("POST", "PUT", "PATCH"))  # without content they say so (RFC 9110, 8.6)


def request_head(call: Call, authority: bytes) -> bytes | None:
    """The head up to and with its empty line; None if the call has bytes that cannot travel, or two hosts."""
    hosts = values(call.headers, b"host") or [authority]
    fields = [(b"host", hosts[0]), *(field for field in call.headers if field[0] not in _OURS), *_framing(call)]
    if len(hosts) > 1 or not _can_travel(call, fields):
        return None
    lines = [b"%b: %b" % field for field in fields]
    return b"\r\n".join((b"%b %b HTTP/1.1" % (call.method.encode(), call.target), *lines, b"\r\n"))


def _framing(call: Call) -> Headers:
    if call.body is None:
        return [(b"content-length", b"0")] if call.method in _MEANT_TO_CARRY else []
    if call.length is None:
        return [(b"transfer-encoding", b"chunked")]
    return [(b"content-length", b"%d" % call.length)]


def _can_travel(call: Call, fields: Headers) -> bool:
    names = [call.method.encode(), *(name for name, _ in fields)]
    held = b"".join([value for _, value in fields])
    return (
        all(names)
        and not b"".join(names).translate(None, _TOKEN)
        and len(held.translate(None, _CONTROLS)) == len(held)
        and len(call.target.translate(None, _NOT_IN_A_TARGET)) == len(call.target) > 0
    )
