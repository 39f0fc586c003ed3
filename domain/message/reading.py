"""From a head to a request: everything that the rooms rely on is read here, once, or the request is refused."""

from domain.message.forwarding import TrustedProxies
from domain.message.head import Head
from domain.message.headers import only
from domain.message.host import read_host
from domain.message.path import UnsafePath, read_path
from domain.message.reason import HOST_INVALID, PATH_UNSAFE
from domain.message.refusal import Refusal
from domain.message.request import Request


def read_request(head: Head, request_id: str, proxies: TrustedProxies, *, normalise: bool = False) -> Request | Refusal:
    """`normalise` mends the path where it can be, instead of refusing it."""
    path = read_path(head.path, normalise=normalise)
    if isinstance(path, UnsafePath):
        return Refusal(PATH_UNSAFE, path.why)
    headers, names, peer = head.headers, head.named, head.peer
    host = read_host(only(headers, names, b"host"))
    if host is None and head.version == "1.0" and b"host" not in names:
        host = ""  # HTTP/1.0 knew no hosts: such a request is for routes that name none
    if host is None:
        return Refusal(HOST_INVALID, "not exactly one well-formed Host")
    return Request(
        id=request_id,
        method=head.method,
        path=path,
        host=host,
        headers=headers,
        query=head.query,
        scheme=head.scheme,
        peer=peer,
        client=proxies.client_of(peer, headers) if proxies.networks else peer,
        version=head.version,
        names=names,
    )
