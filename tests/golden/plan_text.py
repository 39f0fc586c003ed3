"""A plan as readable text: what golden files hold."""

from collections.abc import Iterator

from domain.identity.failures import FailureTerms
from domain.message.cors import CorsPolicy
from domain.message.edits import NO_EDITS
from domain.message.limits import Limits
from domain.plan.plan import Destination, Plan, Route, Server, Upstream
from domain.routing.matcher import Matcher
from domain.routing.precedence import rank
from domain.spec.upstream import AUTO, DEFAULT_CONNECTIONS


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
    yield from _credentials(plan)
    for role in plan.roles.roles.values():
        grants = ", ".join(sorted(map(str, role.grants)))
        yield f"role {role.name}: counts as {', '.join(sorted(role.counts_as))}; may {grants or 'nothing'}"
    for upstream in plan.upstreams.values():
        yield from _upstream(upstream)
    pairs = [(host, route) for route in plan.routes for host in route.matcher.hosts or ("",)]
    for host, route in sorted(pairs, key=lambda pair: rank(pair[1].matcher, pair[0], pair[1].number)):
        yield from _route(route, host, plan.server.cors)


def _credentials(plan: Plan) -> Iterator[str]:
    for keys in plan.api_keys.values():
        yield f"api keys {keys.name}: in {keys.header.decode()}"
        for key in keys.keys.values():
            owner = key.principal
            may = ", ".join(sorted(owner.roles | owner.permissions)) or "nothing"
            yield f"  {key.id}: {owner.subject} with {may}, until {owner.expires}, {owner.claims}"
    for one in plan.certificates.values():
        yield f"certificates {one.name}: {one.subject.value} of the {one.which.value} element of {one.header.decode()}"
        for subject, roles in (*one.roles.exact.items(), *one.roles.beginnings):
            yield f"  {subject or 'anybody'}: {', '.join(sorted(roles)) or 'no role'}"
    if plan.failures != FailureTerms():
        terms = plan.failures
        yield f"after {terms.allowed} bad credentials within {terms.within} s a pause of {terms.pause} s"


def _server(server: Server) -> Iterator[str]:
    networks = ", ".join(map(str, server.trusted_proxies.networks)) or "none"
    yield f"server: bodies up to {server.body_limit} bytes, trusted proxies {networks}"
    limits = server.limits
    if limits != Limits():
        yield f"  lines up to {limits.request_line} bytes, {limits.header_count} fields of {limits.headers} bytes"
        yield f"  a head in {limits.head_time} s, of a body {limits.body_minimum} bytes in {limits.body_idle} s"
        yield f"  {limits.connections} connections a worker, kept for {limits.keep_alive} s"
    if server.cors:
        yield from _cors(server.cors)
    if server.normalises_paths:
        yield "  paths are normalised"
    if server.compression:
        terms = server.compression
        types = ", ".join(sorted(terms.types.ranges))
        yield f"  answers in {', '.join(terms.encodings)}: {types}; from {terms.min_size} bytes"


def _cors(cors: CorsPolicy) -> Iterator[str]:
    below = [before + b"*" + after for before, after in cors.below]
    origins = b", ".join(sorted([*cors.origins, *below])).decode()
    yield f"  cors: {origins}; {cors.methods.decode()}; {cors.headers.decode() or 'no headers'}"
    exposed = f", {cors.exposed.decode()} to be read" if cors.exposed else ""
    yield f"  cors: credentials {cors.credentials}, for {cors.max_age} s{exposed}"


def _upstream(upstream: Upstream) -> Iterator[str]:
    targets = ", ".join(f"{target.origin} x{target.weight}" for target in upstream.targets)
    terms = upstream.breaker
    breaker = f"paused for {terms.cooldown} s after {terms.failures} failures" if terms else "no breaker"
    yield f"upstream {upstream.name}: {targets}; {breaker}"
    fences = {target.connections for target in upstream.targets} - {DEFAULT_CONNECTIONS}
    if fences:
        yield f"  {', '.join(map(str, fences))} connections to each target"
    transports = {target.transport for target in upstream.targets} - {AUTO}
    if transports:
        yield f"  over {', '.join(transports)}"


def _route(route: Route, host: str, server_cors: CorsPolicy | None) -> Iterator[str]:
    yield f"route {route.name}: {_matcher(route.matcher, host)}"
    who = f"{route.door.policy}, by {', '.join(route.door.credentials)}" if route.door else "public"
    yield f"  for {who}"
    yield from (line for destination in route.destinations for line in _destination(destination))
    if route.answer:
        yield f"  answers {route.answer}"
    yield from (f"  mirrored to {mirror.upstream}, {mirror.share:.0%} of it" for mirror in route.mirrors)
    if route.cors and route.cors is not server_cors:
        yield from _cors(route.cors)
    terms = route.websocket
    if terms:
        until = ", until the token expires" if terms.expires else ""
        yield f"  WebSockets: messages up to {terms.message_limit} bytes, idle for {terms.idle} s{until}"
    yield from (f"  says {override.template} for {reason}" for reason, override in route.overrides.items())
    if not route.compresses:
        yield "  never compressed"
    if route.description:
        yield f"  {route.description!r}"


def _destination(one: Destination) -> Iterator[str]:
    times = one.timeouts
    weight = "" if one.weight == 1 else f" x{one.weight}"
    rewrite = f", rewritten {one.rewrite}" if one.rewrite else ""
    host = f", as {one.host.decode()}" if one.host else ", with the caller's Host" if one.keeps_host else ""
    yield f"  to {one.upstream}{weight} within {times.connect} s, {times.idle} s, {times.total} s{rewrite}{host}"
    for name, edits in (("request", one.request), ("response", one.response)):
        if edits != NO_EDITS:
            added = ", ".join(f"{name.decode()}: {value.decode()}" for name, value in edits.added)
            dropped = b", ".join(sorted(edits.dropped)).decode()
            yield f"    {name}: without {dropped or 'nothing less'}; with {added or 'nothing more'}"


def _matcher(matcher: Matcher, host: str) -> str:
    methods = ",".join(sorted(matcher.methods)) or "any method"
    kind = " (prefix)" if matcher.pattern.open_ended and not matcher.pattern.rest else ""
    headers = "".join(f" [{name.decode()}: {value.decode()}]" for name, value in matcher.headers)
    query = "".join(f" [?{name}={value}]" for name, value in matcher.query)
    return f"{methods} {host or 'any host'} {matcher.pattern.text}{kind}{headers}{query}"
