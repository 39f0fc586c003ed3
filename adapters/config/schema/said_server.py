"""What editors say of `server` and of the top of the file: each key's sentence, then examples. `""` is the section."""

from adapters.config.models_document import DefaultsModel, Document
from adapters.config.models_permissions import PermissionsModel, RoleModel
from adapters.config.models_server import CompressModel, CorsModel, DebugModel, LimitsModel, LogModel, ServerModel
from adapters.config.models_versions import VersionsModel
from adapters.config.schema.words import Said

SERVER: Said = {
    VersionsModel: {
        "": ("How calls name the version of the API that they mean.",),
        "by": ("`header` or `path`.", "header"),
        "name": ("The header.", "x-api-version"),
        "prefix": ("What public paths begin with; upstreams get them without it.", "/v{version}"),
        "default": ("The version of calls without the header.", "1"),
    },
    Document: {
        "": ("The whole of a gateway: who may call what, and where calls go.",),
        "version": ("The version of this format.", 1),
        "server": ("What concerns every request.", {"body_limit": "10MiB"}),
        "identity": ("How callers are known: issuers of tokens, API keys, certificates.", {"issuers": {}}),
        "permissions": ("What roles may.", {"roles": {"viewer": {"grants": ["orders:read"]}}}),
        "upstreams": ("Where calls go, by name.", {"orders": {"targets": [{"url": "http://orders:8080"}]}}),
        "defaults": ("What a route has that does not say it itself.", {"issuer": "main"}),
        "routes": (
            "Which calls there are, by name; what no route matches is refused with 404.",
            {"list-orders": {"match": "GET /orders", "to": "orders", "require": "authenticated"}},
        ),
        "from_openapi": (
            "Routes that are made of upstreams' documents; the name begins theirs.",
            {"orders": {"upstream": "orders", "require_by": "scopes"}},
        ),
        "resources": (
            "Collections of upstreams in short, by name: each action becomes a route.",
            {
                "orders": {
                    "to": "orders",
                    "id": "order_id",
                    "schema": "order.schema.json",
                    "access": {"list": "viewer", "read": "viewer", "create": "manager"},
                }
            },
        ),
        "versions": (
            "How calls name the version of the API that they mean.",
            {"by": "header", "name": "x-api-version", "default": "1"},
            {"by": "path", "prefix": "/v{version}"},
        ),
        "invariants": (
            "What must be so whatever the routes say, proven when the file is read.",
            [{"for": {"path": "/admin/**"}, "must": {"require": {"role": "admin"}}}],
        ),
        "portal": ("How the API is described, and to whom.", {"title": "Shop", "view": "caller"}),
        "analysis": ("What the analysis of this file leaves out.", {"suppress": []}),
    },
    DefaultsModel: {
        "": ("What a route has that does not say it itself.",),
        "issuer": ("Who signs the tokens that routes take; short for `credentials: [x]`.", "main"),
        "credentials": ("Credentials that routes take: the first that a caller presents counts.", ["main", "partners"]),
        "require": ("Every route demands this beside its own `require`, unless it says `override`.", "authenticated"),
        "deny": ("Who satisfies this is refused on every route.", {"claim": {"suspended": True}}),
        "cache": ("How long caches may keep answers that are no errors.", "no-store"),
        "errors": ("What becomes of an upstream's own 4xx and 5xx.", {"5XX": "wrap"}),
    },
    PermissionsModel: {
        "": ("What roles may.",),
        "roles": ("Roles by name.", {"viewer": {"grants": ["orders:read"]}, "manager": {"inherits": ["viewer"]}}),
        "declared": ("Permissions that only tokens state.", ["reports:read"]),
        "policies": ("What `{policy: NAME}` stands for.", {"staff-only": {"client": ["10.0.0.0/8"]}}),
    },
    RoleModel: {
        "": ("A role: a named set of permissions.",),
        "inherits": ("Roles whose permissions it has too; it passes where they are asked for.", ["viewer"]),
        "grants": ("Permissions: `resource:action`, `resource:*` or `*`.", ["orders:read", "users:*"]),
    },
    ServerModel: {
        "": ("What concerns every request.",),
        "body_limit": ("The largest body that is taken; 10MiB unless written. Beyond it 413.", "10MiB"),
        "trusted_proxies": ("Networks whose `X-Forwarded-…` is believed.", ["10.0.0.0/8"]),
        "cors": ("Which pages of other origins may call; without it nothing is added.", {"origins": ["https://a.example"]}),
        "cors_policies": ("Further ones, for routes that name them.", {"partners": {"origins": ["https://*.partner.example"]}}),
        "deadline_header": ("The header in which upstreams are told how many milliseconds are left.", "x-deadline-ms"),
        "limits": ("How much, how long and how many.", {"connections": 5000}),
        "paths": ("`normalise` merges slashes and resolves dot segments; `reject` refuses them.", "reject"),
        "compress": ("Compresses answers for callers who accept it.", {"min_size": "2KiB"}),
        "debug": ("Who may ask for the explanation of its own calls.", {"permission": "gateway:debug"}),
        "log": ("What the access log holds beside what it always does.", {"replay": True}),
        "security": ("Header fields that tell browsers what they may do with answers.", "api"),
    },
    DebugModel: {
        "": ("Who may ask for the explanation of its own calls, by the header `x-limen-explain`.",),
        "permission": ("The permission that it takes; a role grants it, or tokens state it.", "gateway:debug"),
    },
    CorsModel: {
        "": ("Cross-origin requests of browsers.",),
        "origins": ("Whose pages may call: `https://name`, `https://*.name`, `http://name:*`, or `*`.", ["https://shop.example"]),
        "methods": ("With which methods; the usual six unless written.", ["GET", "POST"]),
        "headers": ("Which headers pages may send.", ["authorization", "content-type"]),
        "credentials": ("Whether cookies and the like come along.", True),
        "max_age": ("For how long browsers remember the answer; 10m unless written.", "1h"),
        "expose": ("Which headers of answers pages may read.", ["x-total"]),
        "private_network": ("Whether public pages may call into a private network.", True),
        "every_origin_with_credentials": ("Allows `*` beside `credentials: true`, which is a fault otherwise.", True),
    },
    LimitsModel: {
        "": ("How much, how long and how many.",),
        "request_line": ("The longest first line; 8KiB unless written. Beyond it 414.", "8KiB"),
        "headers": ("All fields of a head together; 64KiB unless written. Beyond it 431.", "64KiB"),
        "header_count": ("Fields of a head; 100 unless written. Beyond it 431.", 100),
        "head_time": ("For a whole head; 10s unless written. Then 408.", "10s"),
        "body_idle": ("In each such span at least `body_minimum` arrives; 30s unless written. Else 408.", "30s"),
        "body_minimum": ("What arrives at least within `body_idle`; 1KiB unless written.", "1KiB"),
        "connections": ("Open connections of one worker; 10000 unless written. Beyond it 503.", 10000),
        "keep_alive": ("For how long an idle connection is kept; 75s unless written.", "75s"),
    },
    LogModel: {
        "": ("What the access log holds beside what it always does.",),
        "replay": ("Also the headers, query parameters and claims that decisions rest on, for `limen replay`.", True),
    },
    CompressModel: {
        "": ("Compressed answers; `{}` is all as usual.",),
        "encodings": ("Codings in the order of preference; all three unless written.", ["zstd", "br", "gzip"]),
        "types": ("Media types that are compressed.", ["application/json", "text/*"]),
        "min_size": ("From which size on; 1KiB unless written.", "1KiB"),
    },
}  # fmt: skip
