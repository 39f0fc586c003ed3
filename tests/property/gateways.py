"""Random configurations with a little of everything, and random requests that come near to what they match."""

import json
from hashlib import sha256
from random import Random
from typing import Any

from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from tests.fakes.gateway_text import read
from tests.property.naive_policies import GRANTS, INHERITS, Tree
from tests.property.policy_trees import FIRST, LAST, PARAMETERS, PERMISSIONS, ROLES, WORDS, tree

SECRETS = {"main": "a secret of at least thirty-two bytes", "other": "another secret, of thirty-two bytes too"}
KEYS = {"abcd": f"limen_abcd_{'a' * 32}", "efgh": f"limen_efgh_{'b' * 32}", "ijkl": f"limen_ijkl_{'c' * 32}"}
HOSTS = ("api.example", "*.example", "*.shop.example")
PATHS = ("/a", "/a/", "/a/{user_id}", "/a/{user_id}/{tenant}", "/{user_id}/{rest*}", "/a/{rest*}", "/A/b", "/{tenant}")
METHODS = ("GET", "POST", "PUT", "HEAD", "OPTIONS")
PAIRS = (("x-tenant", "acme"), ("x-v", "2"))
QUERY = (("kind", "order"), ("q", ""))
ORIGIN = "https://shop.example"
CREDENTIALS = ("main", "main", "other", "session", "partners")
WAYS = ("forward",) * 6 + ("split", "compose", "redirect", "respond")
NUMBERED = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}
TYPES = {
    "application/json": NUMBERED,
    "application/x-www-form-urlencoded": NUMBERED,
    "multipart/form-data": NUMBERED,
    "text/*": True,
}


def random_plan(random: Random) -> tuple[Plan, dict[str, Any]]:
    """Sound ones only: what is written at random is often not."""
    while True:
        written = configuration(random)
        spec = read(json.dumps(written))
        plan = compile_plan(spec) if isinstance(spec, Spec) else spec
        if isinstance(plan, Plan):
            return plan, written


def configuration(random: Random) -> dict[str, Any]:
    policies = {"p0": fitting(random, (), 1), "p1": fitting(random, ("p0",), 1)}
    defaults: dict[str, Any] = {"credentials": list(dict.fromkeys(random.sample(CREDENTIALS, random.randint(1, 5))))}
    if random.random() < 0.2:
        defaults["deny"] = fitting(random, ("p0",), 1)
    return {
        "version": 1,
        "server": server(random),
        "identity": identity(random),
        "permissions": {
            "roles": {name: {"inherits": list(INHERITS[name]), "grants": list(GRANTS[name])} for name in ROLES},
            "policies": policies,
        },
        "upstreams": {name: upstream(random, name) for name in ("one", "two")},
        "defaults": defaults,
        "routes": {f"r{number}": route(random, tuple(policies)) for number in range(random.randint(3, 9))},
    }


def fitting(random: Random, names: tuple[str, ...], depth: int, path: str = "") -> Tree:
    """A policy that asks for no other parameters than the path has."""
    while True:
        made = tree(random, names, depth)
        text = json.dumps(made)
        if all(f"{{{name}}}" in path or f"{{{name}}}" not in text for name in PARAMETERS):
            return made


def server(random: Random) -> dict[str, Any]:
    chosen: dict[str, Any] = {
        "body_limit": "10B",
        "trusted_proxies": ["10.0.0.0/8"],
        "cors": {"origins": [ORIGIN], "credentials": random.random() < 0.5, "headers": ["x-a"]},
        "deadline_header": "x-deadline",
        "paths": "normalise",
    }
    return {key: value for key, value in chosen.items() if random.random() < 0.5}


def identity(random: Random) -> dict[str, Any]:
    terms = {"audience": ["shop"], "algorithms": ["HS256"], "claims": {"roles": "roles", "permissions": "scope"}}
    issuers: dict[str, Any] = {
        name: {**terms, "issuer": f"https://{name}.example", "keys": {"secret": secret}}
        for name, secret in SECRETS.items()
    }
    if random.random() < 0.3:
        issuers["main"] |= {"leeway": "30s", "max_age": "1h", "required_claims": ["jti"], "authorized_parties": ["web"]}
    keys: list[dict[str, Any]] = [
        {"id": name, "owner": "acme", "roles": ["viewer"], "hash": f"sha256:{sha256(text.encode()).hexdigest()}"}
        for name, text in KEYS.items()
        if name != "ijkl"
    ]
    keys[1] |= {"expires": "2026-11-20T00:00:00Z", "permissions": ["orders:read"]}
    return {
        "issuers": issuers,
        "cookies": {"session": {"name": "sid", "issuer": "main", "origins": [ORIGIN]}},
        "api_keys": {"partners": {"header": "x-partner", "keys": keys}},
        "failures": {"allowed": 1_000_000},
    }


def upstream(random: Random, name: str) -> dict[str, Any]:
    chosen: dict[str, Any] = {
        "timeout": {random.choice(("connect", "idle", "total")): "7s"},
        "breaker": {"failures": 3},
        "identity": {"token": random.choice(("pass", "drop")), "headers": {"x-user": "subject", "x-roles": "roles"}},
        "host": "keep",
    }
    targets = [{"url": f"http://{name}-{number}:8080", "weight": number + 1} for number in range(random.randint(1, 2))]
    return {"targets": targets, **{key: value for key, value in chosen.items() if random.random() < 0.5}}


def route(random: Random, names: tuple[str, ...]) -> dict[str, Any]:
    match = matched(random)
    path = match["path"]
    requires = ("public", "authenticated", *(fitting(random, names, 2, path) for _ in "123"))
    made = {"match": match, "require": random.choice(requires), **action(random, match)}
    if "body" in made.get("contract", ()) and "websocket" not in made:
        match["methods"] = random.choice((["POST"], ["POST", "PUT"], ["PUT", "GET"]))
        made["require"] = random.choice(("public", "public", made["require"]))
    extras: dict[str, tuple[float, Any]] = {
        "deny": (0.15, fitting(random, names, 1, path)),
        "credentials": (0.2, list(dict.fromkeys(random.sample(CREDENTIALS, random.randint(1, 3))))),
        "step_up": (0.1 if made["require"] != "public" else 0.0, {"max_age": "5m"}),
        "refusals": (
            0.2,
            {random.choice(("role-missing", "token-missing", "none-satisfied")): {"text": "no {reason}"}},
        ),
        "cors": (0.2, {"origins": ["*"]}),
    }
    return made | some(random, extras)


def some(random: Random, extras: dict[str, tuple[float, Any]]) -> dict[str, Any]:
    return {key: value for key, (share, value) in extras.items() if random.random() < share}


def matched(random: Random) -> dict[str, Any]:
    extras: dict[str, tuple[float, Any]] = {
        "methods": (0.7, random.sample(METHODS, random.randint(1, 3))),
        "headers": (0.25, dict(random.sample(PAIRS, 1))),
        "query": (0.25, dict(random.sample(QUERY, 1))),
        "hosts": (0.2, random.sample(HOSTS, 1)),
    }
    return {"path": random.choice(PATHS), **some(random, extras)}


def action(random: Random, match: dict[str, Any]) -> dict[str, Any]:
    way = random.choice(WAYS)
    if way == "redirect":
        return {"redirect": {"path": "/new", "status": 308}, "response": {"set": {"x-own": "1"}}}
    if way == "respond":
        return {"respond": {"status": 200, "json": {"hello": "world"}, "headers": {"x-own": "1"}}}
    if way == "compose":
        return composed(random) | some(random, {"contract": (0.6, contract(random, match["path"]))})
    made: dict[str, Any] = {"to": random.choice(("one", "two"))}
    if way == "split":
        made["to"] = [{"upstream": "one", "weight": 3, "request": {"set": {"x-way": "one"}}}, {"upstream": "two"}]
    edits: dict[str, Any] = {"set": {"x-a": "set"}, "add": {"x-b": "added"}, "remove": ["x-c"]}
    extras: dict[str, tuple[float, Any]] = {
        "request": (0.3, edits),
        "response": (0.3, edits),
        "timeout": (0.3, {random.choice(("connect", "idle", "total")): "3s"}),
        "rewrite": (0.2 if "user_id" in match["path"] else 0.0, "/v2/{user_id}"),
        "websocket": (0.2 if "GET" in match.get("methods", ["GET"]) else 0.0, {"idle": "5s"}),
        "contract": (0.5, contract(random, match["path"])),
        "shape": (0.15, {"pick": ["n"]}),
    }
    return made | some(random, extras)


def contract(random: Random, path: str) -> dict[str, Any]:
    names = [name for name in (*PARAMETERS, "rest") if f"{{{name}" in path]
    schemas = ({"type": "string", "pattern": "^[a-z]+$"}, {"type": "integer"}, {"enum": ["ada", "acme"]})
    extras: dict[str, tuple[float, Any]] = {
        "path": (0.15 if names else 0.0, {name: random.choice(schemas) for name in names}),
        "query": (0.5, {"page": {"type": "integer", "minimum": 2}, "tags": {"type": "array", "maxItems": 1}}),
        "headers": (0.2, {"x-v": {"required": random.random() < 0.5, "schema": {"type": "integer"}}}),
        "cookies": (0.1, {"a": {"enum": ["b", "c"]}}),
        "body": (0.7, random.choice((NUMBERED, {"required": random.random() < 0.5, "types": TYPES}))),
        "requests": (0.2, "report"),
        "unknown_query": (0.1, "refuse"),
        "answers": (0.2, {"200": {"type": "object"}}),
    }
    return some(random, extras) or {"body": NUMBERED}


def composed(random: Random) -> dict[str, Any]:
    parts: dict[str, Any] = {"a": {"from": "one", "get": "/parts/a"}, "b": {"from": "two", "get": "/parts/b"}}
    if random.random() < 0.5:
        parts["b"]["optional"] = True
    return {"compose": {"parts": parts}}


def claims(random: Random, moment: float) -> dict[str, Any]:
    name = random.choice(("main", "main", "main", "main", "other"))
    stated: dict[str, Any] = {
        "iss": f"https://{name}.example", "aud": "shop", "exp": int(moment) + 60, "iat": int(moment) - 60, "jti": "1",
        "azp": "web", "auth_time": int(moment) - random.choice((10, 1000)), "sub": random.choice(WORDS[:2]),
        "roles": random.sample((*ROLES, "unknown"), random.choice((0, 1, 2))), "scope": random.choice(PERMISSIONS[:2]),
        "tenant": random.choice(WORDS), "groups": ["staff"], "org": {"level": 42},
    }  # fmt: skip
    if random.random() < 0.15:
        key = random.choice((*stated, "nbf"))
        stated[key] = random.choice(
            (None, "x", 1, int(moment) - 1, int(moment) + 40, int(moment) - 4000, ["shop"], [1])
        )
    if random.random() < 0.1:
        stated.pop(random.choice(tuple(stated)))
    return stated


def path(random: Random) -> str:
    known = ("/a", "/a/", "/a/ada", "/a/acme/acme", "/a/42/ada", "/A/b", "/ada", "/x/y/z", "/", "/a/%61da", "/a/%C3%A9")
    unsafe = ("/a/../b", "/a//b", "/a/%2e%2e/b", "/a;b", "/a/%2f", "/a/./ada", "/%ff", "/a/..", "/health", "/docs/x")
    return random.choice(known if random.random() < 0.85 else unsafe)


def target(random: Random) -> str:
    query = random.choice(("", "", "?kind=order", "?kind=order&q=", "?q=&kind=x", "?kind=order&kind=order", "?"))
    return path(random) + query


def moment(random: Random) -> float:
    return float(random.randint(FIRST, LAST))
