"""What editors say of `upstreams`."""

from adapters.config.models_openapi import OpenApiModel
from adapters.config.models_upstreams import BreakerModel, IdentityModel, TargetModel, TimeoutModel, UpstreamModel
from adapters.config.schema.words import Said

UPSTREAMS: Said = {
    UpstreamModel: {
        "": ("An upstream: a named pool of targets.",),
        "targets": ("Where calls go; at least one.", [{"url": "http://orders-1:8080", "weight": 9}]),
        "balance": ("How targets take turns: by weight.", "round_robin"),
        "timeout": ("How long calls may take.", {"connect": "300ms", "idle": "5s", "total": "10s"}),
        "breaker": ("Pauses a target that fails; there is none unless written.", {"failures": 5, "cooldown": "10s"}),
        "identity": ("What the upstream is told of the caller.", {"headers": {"x-user": "subject"}}),
        "connections": ("To each target at once, in each worker; 4000 unless written.", 1000),
        "host": ("`keep` sends the caller's own `Host` on; `target` unless written.", "keep"),
        "transport": ("The HTTP/1.1 client; `auto` unless written, and seldom another.", "auto"),
        "openapi": ("Its OpenAPI document, 3.0 or 3.1, of JSON or YAML.", "orders.openapi.json"),
    },
    TargetModel: {
        "": ("A target: one address.",),
        "url": ("`http://name:port` or `https://…`, without a path.", "http://orders-1:8080"),
        "weight": ("Its share beside the others'; 1 unless written.", 9),
    },
    TimeoutModel: {
        "": ("How long calls may take; of a route, in the place of its upstream's.",),
        "connect": ("For the connection; 2s unless written.", "300ms"),
        "idle": ("Between two signs of life; 30s unless written.", "5s"),
        "total": ("For the whole call including its body; none unless written.", "10s"),
    },
    OpenApiModel: {
        "": ("Where an upstream's OpenAPI document is.",),
        "file": ("A file; what it refers to lies beside it.", "orders.openapi.json"),
        "url": ("An address: `https`, or `http` on a loopback address; this or `file`.", "https://orders.example/openapi.json"),
        "refresh": ("After which it is fetched again; 5m unless written.", "1m"),
        "timeout": ("How long that may take; 5s unless written.", "2s"),
        "keep": ("A file for a copy of the last good one, used where the address gives none.", "orders.kept.json"),
    },
    BreakerModel: {
        "": ("Pauses a target that fails; `{}` is one with the defaults.",),
        "failures": ("In a row, after which it opens; 5 unless written.", 5),
        "cooldown": ("After which one call is tried; 10s unless written.", "10s"),
    },
    IdentityModel: {
        "": ("What an upstream is told of the caller.",),
        "token": ("Whether it sees the token of a guarded route; `pass` unless written.", "drop"),
        "headers": (
            "Headers, and what each tells; what callers send under these names is dropped.",
            {"x-user": "subject", "x-tenant": {"claim": "tenant"}},
        ),
        "api_key": ("Whether it sees the API key of a route that takes one; `drop` unless written.", "pass"),
    },
}  # fmt: skip
