"""Defaults: what is in force where nothing is written, in the words of the file, for whoever asks what is in force.

The domain has them; this table repeats them, and a test writes each into a configuration and finds the same plan. Left
out is what depends on more than its own section (a preset, the upstream of a route) and what is simply not there.
"""

from adapters.config.plain_yaml import yaml_text
from domain.message.compression import DEFAULT_TYPES
from domain.spec.server import ENCODINGS

_CORS: dict[str, str | tuple[str, ...]] = {
    "methods": ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
    "credentials": "false",
    "max_age": "10m",
    "every_origin_with_credentials": "false",
}
_ASKING = {
    "timeout.connect": "1s",
    "timeout.total": "3s",
    "calls": "64",
    "breaker.failures": "5",
    "breaker.cooldown": "5s",
}
DEFAULTS: dict[str, str | tuple[str, ...]] = {
    "server.body_limit": "10MiB",
    **{f"server.cors.{key}": value for key, value in _CORS.items()},
    "server.limits.request_line": "8KiB",
    "server.limits.headers": "64KiB",
    "server.limits.header_count": "100",
    "server.limits.head_time": "10s",
    "server.limits.body_idle": "30s",
    "server.limits.body_minimum": "1KiB",
    "server.limits.connections": "10000",
    "server.limits.keep_alive": "75s",
    "server.paths": "reject",
    "server.compress.encodings": ENCODINGS,
    "server.compress.types": tuple(map(yaml_text, DEFAULT_TYPES)),
    "server.compress.min_size": "1KiB",
    "server.log.replay": "false",
    "identity.issuers.NAME.keys_refresh.after": "5m",
    "identity.issuers.NAME.keys_refresh.stale_for": "24h",
    "identity.issuers.NAME.keys_refresh.cooldown": "10s",
    "identity.issuers.NAME.insecure_http": "false",
    "identity.issuers.NAME.ready_without_keys": "false",
    "identity.issuers.NAME.leeway": "0s",
    "identity.issuers.NAME.unmapped_roles": "drop",
    "identity.introspection.NAME.leeway": "0s",
    "identity.introspection.NAME.needs_token_type": "false",
    "identity.introspection.NAME.claims.subject": "sub",
    "identity.introspection.NAME.unmapped_roles": "drop",
    "identity.introspection.NAME.cache.most": "1m",
    "identity.introspection.NAME.cache.negative": "5s",
    "identity.introspection.NAME.cache.entries": "10000",
    **{f"identity.introspection.NAME.{key}": value for key, value in _ASKING.items()},
    "identity.roles_from.NAME.roles": "roles",
    "identity.roles_from.NAME.cache.for": "30s",
    "identity.roles_from.NAME.cache.most": "10000",
    **{f"identity.roles_from.NAME.{key}": value for key, value in _ASKING.items()},
    "identity.revocation.stream": '"limen:revoked"',
    "identity.revocation.every": "2s",
    "identity.revocation.stale_for": "10s",
    "identity.revocation.fail": "closed",
    "identity.revocation.unnamed": "refuse",
    "identity.api_keys.NAME.header": "x-api-key",
    "identity.certificates.NAME.element": "only",
    "identity.failures.allowed": "20",
    "identity.failures.within": "1m",
    "identity.failures.pause": "1m",
    "upstreams.NAME.targets[].weight": "1",
    "upstreams.NAME.balance": "round_robin",
    "upstreams.NAME.timeout.connect": "2s",
    "upstreams.NAME.timeout.idle": "30s",
    "upstreams.NAME.connections": "4000",
    "upstreams.NAME.transport": "auto",
    "upstreams.NAME.breaker.failures": "5",
    "upstreams.NAME.breaker.cooldown": "10s",
    "upstreams.NAME.host": "target",
    "upstreams.NAME.identity.token": "pass",
    "upstreams.NAME.identity.api_key": "drop",
    "routes.NAME.to[].weight": "1",
    "routes.NAME.mirror[].share": '"100%"',
    "routes.NAME.redirect.status": "302",
    "routes.NAME.respond.status": "200",
    "portal.view": "public",
    "from_openapi.NAME.public": "refused",
    "from_openapi.NAME.contract": "enforce",
    **{f"routes.NAME.cors.{key}": value for key, value in _CORS.items()},
    "routes.NAME.override": "false",
    "routes.NAME.published": "true",
    "routes.NAME.websocket.message_limit": "1MiB",
    "routes.NAME.websocket.idle": "60s",
    "routes.NAME.websocket.expires": "true",
}
# Said only beside another key of the same section.
BESIDE = {
    "identity.issuers.NAME.unmapped_roles": "role_map",
    "identity.introspection.NAME.unmapped_roles": "role_map",
    "identity.revocation.stream": "redis",
}
