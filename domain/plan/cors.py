"""Compiles CORS, the server's and a route's own: which origins, and whether they may act for a signed-in caller."""

import re

from domain.message.cors import CorsPolicy
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.server import CorsSpec

_ORIGIN = re.compile(r"https?://(?:\*\.)?[^/*?#@\s]+")
_EVERY = "*"


def compile_cors(spec: CorsSpec, faults: list[Fault]) -> CorsPolicy:
    may_be_open = not spec.credentials or spec.every_origin_with_credentials
    for origin in spec.origins:
        faults.extend(_origin_faults(origin, may_be_open=may_be_open))
    exact = frozenset(origin.text.encode() for origin in spec.origins if not _is_wild(origin.text))
    return CorsPolicy(
        origins=exact,
        methods=_listed(spec.methods),
        headers=_listed(spec.headers),
        credentials=spec.credentials,
        max_age=int(spec.max_age),
        below=tuple(_around_the_star(origin.text) for origin in spec.origins if _is_wild(origin.text)),
        exposed=", ".join(spec.expose).encode(),
    )


def _listed(names: tuple[str, ...]) -> bytes:
    return b"*" if _EVERY in names else ", ".join(names).encode()


def _is_wild(origin: str) -> bool:
    return "://*." in origin


def _around_the_star(origin: str) -> tuple[bytes, bytes]:
    before, _, after = origin.encode().partition(b"*")
    return before, after


def _origin_faults(origin: Text, *, may_be_open: bool) -> list[Fault]:
    if origin.text == _EVERY and not may_be_open:
        message = "`*` together with `credentials` would let every web page act for the caller"
        hint = "list the origins; or, if you mean it, `every_origin_with_credentials: true`"
        return [Fault(origin.at, "cors-open", message, hint)]
    if origin.text != _EVERY and not _ORIGIN.fullmatch(origin.text):
        message = f"`{origin}` is not an origin"
        hint = "`https://name`, `https://name:port` or `https://*.name`, without a path"
        return [Fault(origin.at, "origin-malformed", message, hint)]
    return []
