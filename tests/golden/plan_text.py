"""A plan as readable text: what golden files hold."""

from collections.abc import Iterator

from domain.plan.plan import Plan, Route, Server, Upstream
from domain.routing.matcher import Matcher
from domain.routing.precedence import rank


def plan_text(plan: Plan) -> str:
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield from _server(plan.server)
    for issuer in plan.issuers.values():
        algorithms = ", ".join(sorted(issuer.algorithms))
        yield f"issuer {issuer.name}: {issuer.origin.value} {issuer.location}, {algorithms}"
        audience = ", ".join(sorted(issuer.validity.audience))
        yield f"  tokens of {issuer.validity.issuer} for {audience}, leeway {issuer.validity.leeway} s"
        yield f"  claims: {issuer.paths.subject}, {issuer.paths.roles}, {issuer.paths.permissions}"
    for role in plan.roles.roles.values():
        grants = ", ".join(sorted(map(str, role.grants)))
        yield f"role {role.name}: counts as {', '.join(sorted(role.counts_as))}; may {grants or 'nothing'}"
    for upstream in plan.upstreams.values():
        yield from _upstream(upstream)
    pairs = [(host, route) for route in plan.routes for host in route.matcher.hosts or ("",)]
    for host, route in sorted(pairs, key=lambda pair: rank(pair[1].matcher, pair[0], pair[1].number)):
        yield from _route(route, host)


def _server(server: Server) -> Iterator[str]:
    networks = ", ".join(map(str, server.trusted_proxies.networks)) or "none"
    yield f"server: bodies up to {server.body_limit} bytes, trusted proxies {networks}"
    if server.cors:
        origins = b", ".join(sorted(server.cors.origins)).decode()
        yield f"  cors: {origins}; {server.cors.methods.decode()}; {server.cors.headers.decode() or 'no headers'}"
        yield f"  cors: credentials {server.cors.credentials}, for {server.cors.max_age} s"
    if server.normalises_paths:
        yield "  paths are normalised"
    if server.compression:
        terms = server.compression
        types = ", ".join(sorted(terms.types.ranges))
        yield f"  answers in {', '.join(terms.encodings)}: {types}; from {terms.min_size} bytes"


def _upstream(upstream: Upstream) -> Iterator[str]:
    targets = ", ".join(f"{target.origin} x{target.weight}" for target in upstream.targets)
    terms = upstream.breaker
    breaker = f"paused for {terms.cooldown} s after {terms.failures} failures" if terms else "no breaker"
    yield f"upstream {upstream.name}: {targets}; {breaker}"


def _route(route: Route, host: str) -> Iterator[str]:
    yield f"route {route.name}: {_matcher(route.matcher, host)}"
    who = f"{route.door.policy}, by {route.door.issuer}" if route.door else "public"
    yield f"  for {who}"
    times = route.timeouts
    rewrite = f", rewritten {route.rewrite}" if route.rewrite else ""
    yield f"  to {route.upstream} within {times.connect} s, {times.idle} s, {times.total} s{rewrite}"
    if not route.compresses:
        yield "  never compressed"
    if route.description:
        yield f"  {route.description!r}"


def _matcher(matcher: Matcher, host: str) -> str:
    methods = ",".join(sorted(matcher.methods)) or "any method"
    kind = " (prefix)" if matcher.pattern.open_ended and not matcher.pattern.rest else ""
    headers = "".join(f" [{name.decode()}: {value.decode()}]" for name, value in matcher.headers)
    query = "".join(f" [?{name}={value}]" for name, value in matcher.query)
    return f"{methods} {host or 'any host'} {matcher.pattern.text}{kind}{headers}{query}"
