"""What editors say of `routes`."""

from adapters.config.models_actions import (
    DestinationModel,
    EditsModel,
    MirrorModel,
    RedirectModel,
    RefusalModel,
    RespondModel,
    RewriteModel,
)
from adapters.config.models_routes import MatchModel, RouteModel, StepUpModel
from adapters.config.models_websocket import WebSocketModel
from adapters.config.schema.words import Said

_REWRITE = (
    "What the upstream sees as path and host; a plain text is the path.",
    "/v2/users/{user_id}",
    {"strip": "/api"},
)
_REQUEST = ("Edits of the request's header.", {"set": {"x-from": "limen"}, "remove": ["x-debug"]})
_RESPONSE = ("Edits of the answer's header; not of refusals.", {"set": {"cache-control": "no-store"}})

ROUTES: Said = {
    RouteModel: {
        "": ("A route: what it matches, who may call it, and where it leads.",),
        "match": ("Which requests it takes.", "GET /orders/{order_id}", {"methods": ["GET"], "prefix": "/search"}),
        "to": (
            "Where calls go: an upstream, or several by weight.",
            "orders",
            [{"upstream": "orders", "weight": 9}, {"upstream": "users"}],
        ),
        "redirect": ("Sends callers elsewhere.", {"path": "/new", "status": 308}),
        "respond": ("The gateway answers by itself.", {"status": 200, "json": {"hello": "world"}}),
        "compose": (
            "One answer, made of several upstreams'.",
            {"parts": {"profile": {"get": "/users/{principal.subject}", "from": "users"}}},
        ),
        "shape": ("Which fields of answers in JSON go out, and under which names.", {"drop": ["password"]}),
        "rewrite": _REWRITE,
        "request": _REQUEST,
        "response": _RESPONSE,
        "mirror": ("Upstreams that get a copy whose answer nobody waits for.", [{"upstream": "users", "share": "10%"}]),
        "cors": (
            "In the place of `server.cors`, as a whole: a policy's name, `none`, or one written here.",
            "partners",
            {"origins": ["https://shop.example"]},
        ),
        "contract": (
            "What may be asked, and what is answered; a plain text is an operation of the upstream's document.",
            "placeOrder",
            {"query": {"page": {"type": "integer"}}, "body": "order.schema.json"},
        ),
        "require": (
            "Who may call; needed here, in `access` or in `defaults`.",
            "public",
            {"role": "manager"},
            {"any_of": [{"subject": "{user_id}"}, {"role": "admin"}]},
        ),
        "access": ("Methods, and who may use each: a role or a requirement.", {"GET": "viewer", "POST": "manager"}),
        "deny": ("Who satisfies this is refused.", {"claim": {"suspended": True}}),
        "override": ("The route says alone who may call it, whatever `defaults.require` says.", True),
        "step_up": ("Asks for a stronger or more recent sign-in.", {"acr": ["gold"], "max_age": "5m"}),
        "issuer": ("Who signs the tokens that it takes; short for `credentials: [x]`.", "main"),
        "credentials": ("Credentials that it takes: the first that a caller presents counts.", ["main", "partners"]),
        "timeout": ("In the place of its upstream's, value by value.", {"total": "2s"}),
        "websocket": ("Lets WebSockets pass.", True, {"message_limit": "64KiB"}),
        "compress": ("`false` leaves its answers as they are.", False),
        "refusals": ("Refusals in words of its own, by their reason.", {"role-missing": {"text": "Ask your admin."}}),
        "errors": ("What becomes of an upstream's own 4xx and 5xx.", "wrap", {"404": "pass", "5XX": "replace"}),
        "security": ("In the place of `server.security`, as a whole.", "none", {"ready": "site", "keep": True}),
        "deprecated": ("That it is to go away.", {"since": "2026-01-01", "sunset": "2027-01-01"}),
        "links": ("`keep` leaves `Link` and `Location` as the upstream writes them.", "keep"),
        "version": ("Which version of the API it belongs to, or several.", "2", ["1", "2"]),
        "etag": ("Whole answers get an `ETag`, and who has it gets 304.", True),
        "cache": ("How long caches may keep answers that are no errors.", "private 5m"),
        "description": ("Markdown, for `/docs`.", "Somebody's own profile."),
        "published": ("`false` leaves it out of the description that anybody gets.", False),
    },
    MatchModel: {
        "": ("Which requests a route takes; all that is written must fit.",),
        "path": ("The whole path; `{name}` takes a segment, `{name*}` at the end the rest.", "/users/{user_id}"),
        "prefix": ("Whole segments that the path begins with.", "/search"),
        "methods": ("Every method unless written; `GET` does not imply `HEAD`.", ["GET", "PATCH"]),
        "hosts": ("Lower case without a port, or `*.name` for all below a name.", ["api.example", "*.shop.example"]),
        "headers": ("Each stands once, with exactly this value.", {"x-api-version": "2"}),
        "query": ("Each parameter stands once, with exactly this value.", {"kind": "order"}),
    },
    StepUpModel: {
        "": ("A stronger or more recent sign-in (RFC 9470).",),
        "acr": ("A token's `acr` must be one of these.", ["gold"]),
        "max_age": ("A token's `auth_time` must not be longer ago; from 1s to 720h.", "5m"),
    },
    DestinationModel: {
        "": ("A part of a split.",),
        "upstream": ("Where these calls go.", "orders"),
        "weight": ("Its share beside the others'; 1 unless written, 0 is never taken.", 9),
        "rewrite": _REWRITE,
        "request": _REQUEST,
        "response": _RESPONSE,
    },
    RewriteModel: {
        "": ("What the upstream sees.",),
        "path": ("A template with the parameters of the route's path.", "/v2/users/{user_id}"),
        "strip": ("Whole segments that every path of the route begins with.", "/api"),
        "prefix": ("In the place of what `prefix`, or all before `{rest*}`, matched.", "/v2"),
        "host": ("The `Host`; a port may follow.", "orders.internal"),
    },
    EditsModel: {
        "": ("Edits of a header, in this order: remove, set, add.",),
        "set": ("The only field of that name.", {"x-from": "limen"}),
        "add": ("One more field of that name.", {"x-tag": "a"}),
        "remove": ("Fields of these names are dropped.", ["x-debug"]),
    },
    MirrorModel: {
        "": ("A copy whose answer nobody waits for.",),
        "upstream": ("Who gets it.", "users"),
        "share": ("Of how many calls; all unless written.", "10%"),
    },
    RedirectModel: {
        "": ("Sends callers elsewhere; what is not written stays as the request's.",),
        "scheme": ("`http` or `https`.", "https"),
        "host": ("Another host.", "shop.example"),
        "port": ("Another port.", 8443),
        "path": ("Another path: a template.", "/new/{rest*}"),
        "prefix": ("In the place of what matched; this or `path`.", "/new"),
        "status": ("301, 302, 303, 307 or 308; 302 unless written.", 308),
    },
    RespondModel: {
        "": ("The gateway's own answer.",),
        "status": ("200 to 599; 200 unless written.", 204),
        "json": ("The body, written as YAML and sent as JSON.", {"hello": "world"}),
        "text": ("The body, as text.", "Hello."),
        "headers": ("Header fields.", {"cache-control": "no-store"}),
    },
    RefusalModel: {
        "": ("A refusal in other words; `{reason}`, `{status}`, `{detail}`, `{request_id}` are filled in.",),
        "json": ("The body, written as YAML and sent as JSON.", {"error": "{reason}"}),
        "text": ("The body, as text.", "Ask your admin."),
    },
    WebSocketModel: {
        "": ("Terms of a WebSocket.",),
        "message_limit": ("The largest message, either way; 1MiB unless written.", "64KiB"),
        "idle": ("In which neither side shows life; 60s unless written.", "2m"),
        "expires": ("The token's end is the connection's; `true` unless written.", True),
    },
}  # fmt: skip
