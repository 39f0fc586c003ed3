"""Compiles where revocations come from: one file or one Redis.

An address without TLS is taken, unlike an issuer's: Redis is reached by a network of one's own, and whoever listens or
meddles there may at worst hide a revocation; they cannot make a token.
"""

import re
from collections.abc import Iterator

from domain.identity.issuer import Secret
from domain.identity.revocation_terms import RevocationOrigin, RevocationTerms
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.revocation import RevocationSpec

DEFAULT_STREAM = "limen:revoked"
_ADDRESS = re.compile(r"rediss?://(?:[A-Za-z0-9_.-]+|\[[0-9a-fA-F:]+\])(?::([0-9]{1,5}))?(?:/[0-9]{1,4})?")
_HIGHEST_PORT = 65535


def compile_revocation(spec: RevocationSpec, faults: list[Fault]) -> RevocationTerms:
    faults.extend(_faults(spec))
    return RevocationTerms(
        RevocationOrigin.FILE if spec.file else RevocationOrigin.REDIS,
        location=str(spec.file or spec.redis),
        username=spec.username.text if spec.username else None,
        password=Secret(spec.password) if spec.password is not None else None,
        stream=spec.stream.text if spec.stream else DEFAULT_STREAM,
        every=spec.every,
        stale_for=spec.stale_for,
        fails_open=spec.fail == "open",
        accepts_unnamed=spec.unnamed == "accept",
    )


def _faults(spec: RevocationSpec) -> Iterator[Fault]:
    if spec.redis is not None:
        yield from _address_faults(spec.redis)
    if spec.file is not None:
        yield from _file_faults(spec, spec.file)
    source = spec.file or spec.redis
    if source is not None and spec.stale_for <= spec.every:
        message = "what was read would not be believed until it is read again"
        yield Fault(source.at, "revocation-stale", message, "`stale_for` is a few times `every`")


def _address_faults(address: Text) -> Iterator[Fault]:
    found = _ADDRESS.fullmatch(address.text)
    if found is None or int(found[1] or 1) not in range(1, _HIGHEST_PORT + 1):
        hint = "`redis://name:6379/0`, or `rediss://…` with TLS; `username` and `password` stand apart"
        yield Fault(address.at, "address-malformed", "this is not an address of Redis", hint)


def _file_faults(spec: RevocationSpec, file: Text) -> Iterator[Fault]:
    if any(one is not None for one in (spec.username, spec.password, spec.stream)):
        message = "a file has no `username`, `password` or `stream`"
        yield Fault(file.at, "revocation-malformed", message, '`redis: "redis://…"` has')
