"""Header lists: pairs of bytes in the order they came, names in lower case, from socket to socket.

Repeated fields keep their order and number (RFC 9110, 5.3). What ends at each hop is dropped in one pass, with the
names that `Connection` adds (RFC 9110, 7.6.1). Origins in the manner of CGI read `x_forwarded_for`, and some
`x.forwarded.for`, as `x-forwarded-for` (RFC 3875, 4.1.18): what is dropped is dropped in every such spelling.
"""

from collections.abc import Collection, Iterable, Mapping

Header = tuple[bytes, bytes]
Headers = list[Header]

HOP_BY_HOP = frozenset((
    b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection",
    b"te", b"trailer", b"transfer-encoding", b"upgrade",
))  # fmt: skip
_READ_ALIKE = bytes.maketrans(b"!#$%&'*+.^_`|~", b"-" * 14)  # what a token may hold beside letters and digits
_PLAIN = b"abcdefghijklmnopqrstuvwxyz0123456789-"
KEEP_ALIVE_ONLY = frozenset((b"keep-alive", b"close"))

Named = Mapping[bytes, bytes]  # by name the last value: that a field is not there at all is the usual case


def named(headers: Headers) -> Named:
    return dict(headers)


def values(headers: Iterable[Header], name: bytes) -> list[bytes]:
    """All values of the field `name` (lower case), in order."""
    return [value for key, value in headers if key == name]


def first(headers: Iterable[Header], name: bytes) -> bytes | None:
    for key, value in headers:
        if key == name:
            return value
    return None


def only(headers: Headers, names: Named, name: bytes) -> bytes | None:
    """The value of a field that comes exactly once; `names` are those of `headers`."""
    if len(names) == len(headers):  # none comes twice
        return names.get(name)
    found = values(headers, name)
    return found[0] if len(found) == 1 else None


def ends_more(headers: Headers, names: Named) -> bool:
    """Whether `Connection` may name further fields; one that just says what becomes of the connection does not."""
    if b"connection" not in names:
        return False
    return names[b"connection"].lower() not in KEEP_ALIVE_ONLY or len(names) != len(headers)


def named_by_connection(headers: Iterable[Header]) -> frozenset[bytes]:
    """The further names that `Connection` declares to end at this hop; usually none."""
    named = {token.strip().lower() for value in values(headers, b"connection") for token in value.split(b",")}
    return frozenset(named - KEEP_ALIVE_ONLY - {b""})


def read_alike(name: bytes) -> bytes:
    """The name that a CGI-style origin takes `name` for."""
    return name.translate(_READ_ALIKE)


def spelt_like(name: bytes, names: Collection[bytes]) -> bool:
    """Whether `name` is one of `names`, or is read as one by a CGI-style origin."""
    return name in names or bool(name.translate(None, _PLAIN) and read_alike(name) in names)


def end_to_end(headers: Headers, also_drop: Collection[bytes] = ()) -> Headers:
    """The fields that travel on: without hop-by-hop ones, those that `Connection` names, and `also_drop`."""
    dropped = HOP_BY_HOP.union(also_drop, named_by_connection(headers))
    return [header for header in headers if not spelt_like(header[0], dropped)]
