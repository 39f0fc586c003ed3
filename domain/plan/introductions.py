"""Compiles the headers that are the gateway's alone: by which upstreams are told of the caller and of the deadline.

A name that travels already means something: to say something else under it would change the message.
"""

from collections.abc import Iterable

from domain.identity.introduction import Introduction, Item, Told
from domain.message.forwarding import FORWARDED
from domain.message.headers import HOP_BY_HOP
from domain.message.tracing import TRACING
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.upstream import IntroductionSpec, UpstreamSpec

TAKEN = (
    HOP_BY_HOP
    | FORWARDED
    | TRACING
    | {b"authorization", b"content-length", b"content-type", b"cookie", b"expect", b"host", b"via", b"x-request-id"}
)


def compile_introduction(spec: IntroductionSpec, faults: list[Fault]) -> Introduction:
    names = [own_header(told.header, faults) for told in spec.headers]
    items = tuple(Item(name, Told(told.what), told.claim) for name, told in zip(names, spec.headers, strict=True))
    return Introduction(spec.token, items, spec.api_key)


def introducing(upstreams: Iterable[UpstreamSpec]) -> frozenset[bytes]:
    """Every header by which any upstream is told of a caller."""
    return frozenset(told.header.text.lower().encode() for one in upstreams for told in one.identity.headers)


def own_header(name: Text, faults: list[Fault]) -> bytes:
    header = name.text.lower().encode()
    if header in TAKEN:
        message = f"header `{name}` has a meaning of its own"
        faults.append(Fault(name.at, "header-taken", message, "choose a name that nobody uses, like `x-user`"))
    return header
