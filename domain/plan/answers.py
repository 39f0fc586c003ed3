"""Compiles what a route answers by itself: a redirect, or a fixed answer; nothing is asked of any upstream."""

from collections.abc import Iterator

from domain.message.edits import NO_EDITS, Edits
from domain.message.fixed import BODILESS, FixedAnswer, fixed_answer
from domain.plan.edits import compile_edits
from domain.plan.rewrites import compile_host, compile_path
from domain.routing.pattern import Pattern
from domain.routing.redirect import STATUSES, Redirect
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.route import EditsSpec, RedirectSpec, RespondSpec, RewriteSpec, RouteSpec

_SCHEMES = ("http", "https")
_LOCATION = frozenset((b"location",))
_FINAL = range(200, 600)
_HIGHEST_PORT = 65535
_NEEDS_AN_UPSTREAM = ("mirror", "rewrite", "request", "timeout", "contract")


def compile_answer(
    route: RouteSpec,
    pattern: Pattern | None,
    faults: list[Fault],
    cors_fields: frozenset[bytes] = frozenset(),
    ready: Edits = NO_EDITS,
) -> Redirect | FixedAnswer | None:
    """None where the route forwards. A key that has nothing to act on is a fault, not an ornament."""
    spec = route.redirect or route.respond
    if spec is None:
        return None
    faults.extend(_idle_keys(route, spec.at))
    owned = cors_fields | _LOCATION if isinstance(spec, RedirectSpec) else cors_fields
    edits = compile_edits(route.response, faults, of_a_request=False, also_owned=owned)
    if isinstance(spec, RedirectSpec):
        return _redirect(spec, ready.then(edits), pattern, faults)
    own = compile_edits(EditsSpec(set=spec.headers), faults, of_a_request=False, also_owned=owned)
    return _respond(spec, ready.then(own).then(edits), faults)


def _idle_keys(route: RouteSpec, at: Place) -> Iterator[Fault]:
    bare = RouteSpec(route.name, route.match)
    for key in _NEEDS_AN_UPSTREAM:
        if getattr(route, key) != getattr(bare, key):
            message = f"`{key}` has nothing to act on in a route that answers by itself"
            yield Fault(at, "action-unfit", message, "it goes with `to`")


def _redirect(spec: RedirectSpec, edits: Edits, pattern: Pattern | None, faults: list[Fault]) -> Redirect:
    if spec.status not in STATUSES:
        known = ", ".join(map(str, STATUSES))
        faults.append(Fault(spec.at, "status-unfit", f"{spec.status} does not redirect", f"one of {known}"))
    if spec.scheme and spec.scheme.text not in _SCHEMES:
        faults.append(Fault(spec.scheme.at, "scheme-unknown", f"`{spec.scheme}` is no scheme", "`http` or `https`"))
    if spec.port is not None and not 0 < spec.port <= _HIGHEST_PORT:
        faults.append(Fault(spec.at, "port-malformed", f"{spec.port} is no port"))
    host = compile_host(spec.host, faults, may_have_port=False)
    path = RewriteSpec(path=spec.path, prefix=spec.prefix)
    return Redirect(
        status=spec.status,
        scheme=spec.scheme.text if spec.scheme else None,
        host=host.decode() if host else None,
        port=spec.port,
        path=compile_path(path, pattern, faults) if pattern else None,
        headers=edits.added,
    )


def _respond(spec: RespondSpec, edits: Edits, faults: list[Fault]) -> FixedAnswer:
    if spec.status not in _FINAL:
        faults.append(Fault(spec.at, "status-unfit", f"{spec.status} ends no call", "from 200 to 599"))
    if spec.json is not None and spec.text is not None:
        faults.append(Fault(spec.at, "body-repeated", "an answer has one body", "`json` or `text`"))
    body = (spec.text or "") if spec.json is None else spec.json
    if body and spec.status in BODILESS:
        faults.append(Fault(spec.at, "body-unfit", f"an answer of status {spec.status} has no body"))
    return fixed_answer(spec.status, body.encode(), _type_of(spec), edits)


def _type_of(spec: RespondSpec) -> bytes | None:
    if spec.json is not None:
        return b"application/json"
    return b"text/plain; charset=utf-8" if spec.text is not None else None
