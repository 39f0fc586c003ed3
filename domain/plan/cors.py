"""Compiles CORS, the server's and a route's own: which origins, and whether they may act for a signed-in caller."""

import re
from collections.abc import Mapping

from domain.message.cors import CorsPolicy
from domain.spec.fault import Fault, unknown
from domain.spec.place import Text
from domain.spec.server import CorsSpec, ServerSpec

_ORIGIN = re.compile(r"https?://(?:(?:\*\.)?[^/*?#@\s]+|[^/*?#@:\s]+:\*)")
_EVERY = "*"
NO_CORS = "none"  # what a route says that has none, whatever the server has


def compile_cors(spec: CorsSpec, faults: list[Fault]) -> CorsPolicy:
    may_be_open = not spec.credentials or spec.every_origin_with_credentials
    for origin in spec.origins:
        faults.extend(_origin_faults(origin, may_be_open=may_be_open))
    written = [origin.text for origin in spec.origins]
    exact = frozenset(origin.encode() for origin in written if not (_is_wild(origin) or _is_at_any_port(origin)))
    return CorsPolicy(
        origins=exact,
        methods=_listed(spec.methods),
        headers=_listed(spec.headers),
        credentials=spec.credentials,
        max_age=int(spec.max_age),
        below=tuple(_around_the_star(origin) for origin in written if _is_wild(origin)),
        any_port=tuple(origin[:-1].encode() for origin in written if _is_at_any_port(origin)),
        private_network=spec.private_network,
        exposed=", ".join(spec.expose).encode(),
    )


def compile_cors_policies(spec: ServerSpec, faults: list[Fault]) -> dict[str, CorsPolicy]:
    """By name, also those that no route uses."""
    return {name.text: compile_cors(policy, faults) for name, policy in spec.cors_policies}


def chosen_cors(written: CorsSpec | Text, policies: Mapping[str, CorsPolicy], faults: list[Fault]) -> CorsPolicy | None:
    """A route's own, in the place of the server's."""
    if isinstance(written, CorsSpec):
        return compile_cors(written, faults)
    if written.text == NO_CORS:
        return None
    if written.text not in policies:
        faults.append(unknown("cors", written.text, written.at, (*policies, NO_CORS)))
    return policies.get(written.text)


def _listed(names: tuple[str, ...]) -> bytes:
    return b"*" if _EVERY in names else ", ".join(names).encode()


def _is_wild(origin: str) -> bool:
    return "://*." in origin


def _is_at_any_port(origin: str) -> bool:
    return origin.endswith(":*")


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
        hint = "`https://name`, `https://name:port`, `https://*.name` or `http://name:*`, without a path"
        return [Fault(origin.at, "origin-malformed", message, hint)]
    return []
