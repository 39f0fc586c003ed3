"""A plan as readable text: what golden files hold."""

from collections.abc import Iterator

from application.description.access import who
from domain.identity.failures import FailureTerms
from domain.identity.issuer import Issuer, KeysRefresh, TokenForm
from domain.identity.principal import ClaimPaths
from domain.message.cors import CorsPolicy
from domain.message.edits import NO_EDITS
from domain.message.limits import Limits
from domain.plan.plan import Destination, Lookups, Plan, Route, Server, Upstream
from domain.plan.portal import Portal
from domain.routing.matcher import Matcher
from domain.routing.precedence import rank
from domain.spec.asking import AskingTerms
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
        yield from _claims(issuer.paths)
        yield from _settings(issuer)
    yield from _lookups(plan.lookups)
    yield from _credentials(plan)
    for role in plan.roles.roles.values():
        grants = ", ".join(sorted(map(str, role.grants)))
        yield f"role {role.name}: counts as {', '.join(sorted(role.counts_as))}; may {grants or 'nothing'}"
    for upstream in plan.upstreams.values():
        yield from _upstream(upstream)
    if plan.portal != Portal():
        yield from _portal(plan.portal)
    pairs = [(host, route) for route in plan.routes for host in route.matcher.hosts or ("",)]
    for host, route in sorted(pairs, key=lambda pair: rank(pair[1].matcher, pair[0], pair[1].number)):
        yield from _route(route, host, plan.server.cors)


def _portal(portal: Portal) -> Iterator[str]:
    yield f"portal: {portal.title!r} {portal.version!r} at {', '.join(portal.servers) or 'any address'}, {portal.view}"
    yield f"  {portal.description!r}, {portal.contact}"
    yield f"  {portal.sign_in}"


def _claims(paths: ClaimPaths) -> Iterator[str]:
    roles, permissions = " + ".join(paths.roles) or None, " + ".join(paths.permissions) or None
    tenant = f", tenant {paths.tenant}" if paths.tenant else ""
    yield f"  claims: {paths.subject}, {roles}, {permissions}{tenant}"
    if paths.role_names:
        mapped = "; ".join(f"{theirs} is {', '.join(sorted(ours))}" for theirs, ours in paths.role_names.ours.items())
        yield f"  roles: {mapped}; others {'kept' if paths.role_names.keeps_others else 'dropped'}"

    if paths.permission_names:
        mapped = "; ".join(f"{theirs} is {', '.join(ours)}" for theirs, ours in paths.permission_names.ours.items())
        yield f"  permissions: {mapped}; others dropped"


def _settings(issuer: Issuer) -> Iterator[str]:
    """What is not as usual."""
    validity, refresh = issuer.validity, issuer.refresh
    if issuer.form != TokenForm():
        needed = "needed" if issuer.form.needs_type else "where there is one"
        yield f"  typ {', '.join(sorted(issuer.form.types))} {needed}, up to {issuer.form.largest} bytes"
    if validity.audience_claim != "aud" or validity.max_age:
        yield f"  audience in {validity.audience_claim}, at most {validity.max_age} s old"
    if demands := validity.demands:
        parties = f"{', '.join(sorted(demands.parties)) or 'anybody'} ({', '.join(demands.party_claims)})"
        yield f"  issued to {parties}; with {', '.join(demands.present) or 'nothing more'}; {dict(demands.equal)}"
    if refresh != KeysRefresh():
        yield f"  keys for {refresh.after} s, {refresh.stale_for} s more when they fail, each {refresh.cooldown} s"
    if issuer.insecure_http or issuer.ready_without_keys:
        yield f"  plain http {issuer.insecure_http}, ready without keys {issuer.ready_without_keys}"


def _lookups(lookups: Lookups) -> Iterator[str]:
    for one in lookups.introspections.values():
        needs = ", token_type needed" if one.needs_token_type else ""
        yield f"introspection {one.name}: {one.url} as {one.client_id}, {one.proof}{needs}"
        audience = ", ".join(sorted(one.validity.audience)) or "anybody"
        yield f"  tokens of {one.validity.issuer or 'anybody'} for {audience}, leeway {one.validity.leeway} s"
        yield from _claims(one.paths)
        yield f"  {one.entries} remembered for {one.most} s, {one.negative} s if bad; {_asking(one.asking)}"
    for lookup in lookups.roles.values():
        yield f"roles from {lookup.name}: {lookup.template}, at {lookup.path}, by {lookup.token}"
        yield f"  {lookup.most} remembered for {lookup.fresh} s and {lookup.stale_for} s more; {_asking(lookup.asking)}"
    yield from (f"  joined with those of {name}: {service}" for name, service in lookups.roles_from.items())


def _asking(terms: AskingTerms) -> str:
    pause = f"paused for {terms.cooldown} s after {terms.failures} failures"
    return f"{terms.calls} at a time within {terms.connect} s, {terms.total} s; {pause}"


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
    by = f", by {', '.join(route.door.credentials)}" if route.door else ""
    yield f"  for {who(route)}{by}"
    if route.step_up:
        yield f"  {route.step_up}"
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
    if not route.published:
        yield "  not published"
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
    headers = "".join(f" [{name.decode()}: {(value or b'none').decode()}]" for name, value in matcher.headers)
    query = "".join(f" [?{name}={value}]" for name, value in matcher.query)
    return f"{methods} {host or 'any host'} {matcher.pattern.text}{kind}{headers}{query}"
