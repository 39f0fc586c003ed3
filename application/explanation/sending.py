"""Where the call would go, as what, and within which times: every way that a route has, and what is copied."""

from collections.abc import Iterator

from application.composition.told import shape_told
from application.decisions.verdict import Sent, Verdict
from application.explanation.dropping import Dropping
from application.explanation.handling import handled
from application.explanation.masking import MASK, credential_headers, is_secret, text
from application.explanation.message import Changes, Dropped, Field
from application.explanation.way import Aim, Breaker, Copy, Part, Sending, Shaped, Timeout, Tunnel, Way
from domain.message.headers import Headers, first
from domain.message.request import Request
from domain.plan.plan import Destination, Plan, Route, Upstream
from domain.upstream.timeouts import Timeouts


def sent(plan: Plan, route: Route, verdict: Verdict, *, websocket: bool) -> Sending | None:
    if not verdict.sent or verdict.request is None:
        return None
    total = sum(way.destination.weight for way in verdict.sent)
    ways = tuple(_way(plan, route, verdict.request, one, total) for one in verdict.sent)
    mirrors = () if websocket else tuple(Copy(one.upstream, one.share, one.at) for one in route.mirrors)
    terms = route.websocket if websocket else None
    tunnel = Tunnel(terms.message_limit, terms.idle, terms.expires, terms.at) if terms else None
    limit, limit_at = plan.server.body_limit, plan.server.places.get("body_limit")
    shape = None if websocket else _shaped(route)
    return Sending(ways, mirrors, limit, limit_at, tunnel, shape, tuple(handled(route, websocket=websocket)))


def _shaped(route: Route) -> Shaped | None:
    return None if route.shaping is None else Shaped(shape_told(route.shaping), route.shaping.at)


def _part(route: Route, name: str | None) -> Part | None:
    if route.composed is None or name is None:
        return None
    composition = route.composed.composition
    (part,) = (one for one in composition.parts if one.name == name)
    (step,) = (number for number, names in enumerate(composition.steps, 1) if name in names)
    return Part(name, part.is_optional, step, part.needs, part.join.to if part.join else None)


def _way(plan: Plan, route: Route, request: Request, one: Sent, total: int) -> Way:
    destination, call = one.destination, one.call
    upstream = plan.upstreams[destination.upstream]
    weights = sum(target.weight for target in upstream.targets)
    dropping = Dropping(plan, route, destination, request)
    return Way(
        upstream=destination.upstream,
        share=1.0 if one.part is not None else round(destination.weight / total, 4),
        at=destination.at,
        upstream_at=upstream.at,
        targets=tuple(Aim(one.origin, one.weight, round(one.weight / weights, 4)) for one in upstream.targets),
        balance="round_robin" if len(upstream.targets) > 1 else "only",
        breaker=_breaker(upstream),
        method=call.method,
        target=text(call.target),
        rewritten_at=destination.places.get("rewrite"),
        host=_host(call.headers, upstream),
        headers=tuple(_fields(plan, destination, request, call.headers)),
        dropped=tuple(dropping.of(call.headers)),
        timeouts=tuple(_timeouts(destination.timeouts)),
        attempts=1,
        response=_changes(plan, route, destination),
        part=_part(route, one.part),
    )


def _host(headers: Headers, upstream: Upstream) -> str:
    """As it is sent: in the list, else each target's own."""
    found = first(headers, b"host")
    return text(found) if found is not None else " or ".join(dict.fromkeys(one.authority for one in upstream.targets))


def _breaker(upstream: Upstream) -> Breaker | None:
    terms = upstream.breaker
    if terms is None:
        return None
    return Breaker(terms.failures, terms.cooldown, next(iter(upstream.places.values()), upstream.at))


def _fields(plan: Plan, destination: Destination, request: Request, headers: Headers) -> Iterator[Field]:
    credentials = credential_headers(plan)
    told = {item.header for item in plan.upstreams[destination.upstream].introduction.items}
    for name, value in headers:
        shown = MASK if is_secret(name, credentials) else text(value)
        if name in told:
            yield Field(text(name), shown, "identity", plan.upstreams[destination.upstream].at)
        elif (name, value) in destination.request.added:
            yield Field(text(name), shown, "edit", destination.places.get(f"request {text(name)}"))
        elif (name, value) in request.headers:
            yield Field(text(name), shown, "caller")
        else:
            yield Field(text(name), shown, "gateway")


def _timeouts(timeouts: Timeouts) -> Iterator[Timeout]:
    for name in ("connect", "idle", "total"):
        said = zip(("route", "upstream"), timeouts.written, strict=False)
        found = next(((who, spec) for who, spec in said if getattr(spec, name) is not None), None)
        source, at = ("default", None) if found is None else (found[0], found[1].places.get(name))
        yield Timeout(name, getattr(timeouts, name), source, at)


def _changes(plan: Plan, route: Route, destination: Destination) -> Changes:
    credentials, places, edits = credential_headers(plan), destination.places, destination.response
    dropped = [Dropped(text(name), "edit", places.get(f"response {text(name)}")) for name in sorted(edits.dropped)]
    if route.cors is not None:
        at = route.places.get("cors")
        dropped.append(Dropped("access-control-*", "the gateway speaks CORS here", at))
    added = [
        Field(
            text(name),
            MASK if is_secret(name, credentials) else text(value),
            "edit",
            places.get(f"response {text(name)}"),
        )
        for name, value in edits.added
    ]
    return Changes(tuple(dropped), tuple(added))
