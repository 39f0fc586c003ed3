"""Envoy, plain and with what Limen does each time: JWT, RBAC on a role, a local rate limit, a JSON access log."""

import json
from typing import Any

from tests.performance.place import ORIGIN, ORIGIN_TLS, VENV, Command, Place

_T = "type.googleapis.com/envoy.extensions."
_HTTP = "envoy.filters.http."
_LOG = {
    "m": "%REQ(:METHOD)%",
    "p": "%REQ(:PATH)%",
    "s": "%RESPONSE_CODE%",
    "d": "%DURATION%",
    "r": "%REQ(X-REQUEST-ID)%",
}
Json = dict[str, Any]


def envoy(place: Place) -> Command:
    return _command(place, [], [])


def envoy_policies(place: Place) -> Command:
    return _command(place, [_jwt(place, {"jwt_cache_config": {"jwt_cache_size": 1000}}), _RBAC, _LIMIT], [_ACCESS])


def envoy_policies_uncached(place: Place) -> Command:
    return _command(place, [_jwt(place, {}), _RBAC, _LIMIT], [_ACCESS])


def _command(place: Place, filters: list[Json], log: list[Json]) -> Command:
    config = place.write("envoy.json", json.dumps(_config(place, filters, log)))
    words = (str(VENV / "bin/envoy"), "-c", str(config), "--concurrency", "1", "-l", "error")
    return Command((*words, "--base-id", str(place.port)))


def _config(place: Place, filters: list[Json], log: list[Json]) -> Json:
    manager = _typed("filters.network.http_connection_manager.v3.HttpConnectionManager", stat_prefix="i")
    manager |= {"access_log": log, "http_filters": [*filters, _filter("router", "router.v3.Router")]}
    manager["route_config"] = {"virtual_hosts": [{"name": "a", "domains": ["*"], "routes": _routes(place)}]}
    chain = {"filters": [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]}
    listener = {"address": _address(place.port), "filter_chains": [chain]}
    return {"static_resources": {"listeners": [listener], "clusters": [_cluster(place)]}}


def _routes(place: Place) -> list[Json]:
    prefixes = [*(f"/svc{n}/" for n in range(place.routes)), "/"]
    return [{"match": {"prefix": prefix}, "route": {"cluster": "o"}} for prefix in prefixes]


def _cluster(place: Place) -> Json:
    endpoint = {"endpoint": {"address": _address(ORIGIN_TLS if place.tls else ORIGIN)}}
    assignment = {"cluster_name": "o", "endpoints": [{"lb_endpoints": [endpoint]}]}
    cluster = {"name": "o", "type": "STATIC", "load_assignment": assignment}
    if place.tls:
        trusted = {"validation_context": {"trusted_ca": {"filename": str(place.folder / "ca.pem")}}}
        context = _typed("transport_sockets.tls.v3.UpstreamTlsContext", sni="localhost", common_tls_context=trusted)
        cluster["transport_socket"] = {"name": "envoy.transport_sockets.tls", "typed_config": context}
    return cluster


def _jwt(place: Place, cache: Json) -> Json:
    keys = {"inline_string": (place.folder / "jwks.json").read_text()}
    provider = {"issuer": "https://auth", "audiences": ["api"], "local_jwks": keys, "forward": True}
    provider |= {"payload_in_metadata": "p", **cache}
    rules = [{"match": {"prefix": "/"}, "requires": {"provider_name": "a"}}]
    return _filter("jwt_authn", "jwt_authn.v3.JwtAuthentication", providers={"a": provider}, rules=rules)


def _typed(kind: str, **fields: object) -> Json:
    return {"@type": _T + kind, **fields}


def _filter(name: str, kind: str, **fields: object) -> Json:
    return {"name": _HTTP + name, "typed_config": _typed(f"filters.http.{kind}", **fields)}


def _address(port: int) -> Json:
    return {"socket_address": {"address": "127.0.0.1", "port_value": port}}


_IS_VIEWER = {"list_match": {"one_of": {"string_match": {"exact": "viewer"}}}}
_VIEWER = {"metadata": {"filter": _HTTP + "jwt_authn", "path": [{"key": "p"}, {"key": "roles"}], "value": _IS_VIEWER}}
_RULE = {"permissions": [{"any": True}], "principals": [_VIEWER]}
_RBAC = _filter("rbac", "rbac.v3.RBAC", rules={"action": "ALLOW", "policies": {"v": _RULE}})
_ALL = {"default_value": {"numerator": 100, "denominator": "HUNDRED"}}
_BUCKET = {"max_tokens": 10**8, "tokens_per_fill": 10**8, "fill_interval": "1s"}
_ENFORCED = {"filter_enabled": _ALL, "filter_enforced": _ALL}
_LIMIT = _filter(
    "local_ratelimit", "local_ratelimit.v3.LocalRateLimit", stat_prefix="rl", token_bucket=_BUCKET, **_ENFORCED
)
_FILE = _typed("access_loggers.file.v3.FileAccessLog", path="/dev/null", log_format={"json_format": _LOG})
_ACCESS = {"name": "envoy.access_loggers.file", "typed_config": _FILE}
