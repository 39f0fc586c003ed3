"""Methods that the parser does not know: a message with one is read under another's name, and keeps its own.

llhttp knows some forty methods and refuses every other; HTTP lets anybody define one (RFC 9110, 9.1). All methods are
parsed alike, so a stand-in changes nothing but the word. Only capitals are taken: `get` is nobody's method, and servers
differ on what it means. Seen only where a message begins a piece of what was read: behind another one in the same
piece it is refused, as an unknown method has always been.
"""

import re

STAND_IN = b"POST"
EVERYDAY = (b"GET ", b"POST ", b"PUT ", b"PATCH ", b"DELETE ", b"HEAD ", b"OPTIONS ")  # begin most messages
_START = re.compile(rb"(?:\r\n)?([A-Z][A-Z0-9_-]{0,31}) (?=[/h])")
_KNOWN = frozenset(
    b"DELETE GET HEAD POST PUT CONNECT OPTIONS TRACE COPY LOCK MKCOL MOVE PROPFIND PROPPATCH SEARCH UNLOCK BIND REBIND "
    b"UNBIND ACL REPORT MKACTIVITY CHECKOUT MERGE M-SEARCH NOTIFY SUBSCRIBE UNSUBSCRIBE PATCH PURGE MKCALENDAR LINK "
    b"UNLINK SOURCE PRI QUERY DESCRIBE ANNOUNCE SETUP PLAY PAUSE TEARDOWN GET_PARAMETER SET_PARAMETER REDIRECT RECORD "
    b"FLUSH".split()
)


def disguised(data: bytes) -> tuple[bytes | None, bytes]:
    """The method that the parser would not know, or None; and what it is to be given."""
    found = _START.match(data)
    if found is None or found[1] in _KNOWN:
        return None, data
    return found[1], data[: found.start(1)] + STAND_IN + data[found.end(1) :]
