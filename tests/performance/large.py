"""A large configuration, its cases and a day of its log: services with five routes each, roles in chains of ten.

Each service has a list by permission, one item by permission or subject, changes by role and claim, files for whoever
is known; every tenth has a split, and every tenth a rule of deny.
"""

import json
from collections.abc import Iterator

ROUTES, ROLES, UPSTREAMS, CALLS = 5_000, 200, 100, 10_000
SERVICES = ROUTES // 5


def configuration() -> str:
    return "\n".join([*_head(), *(line for number in range(SERVICES) for line in _routes(number))]) + "\n"


def flipped(text: str) -> str:
    """The same with a few policies that let more in, and one that lets in less."""
    return text.replace("{role: role7}", "authenticated", 1).replace("'res11:read'}, to", "'res12:read'}, to", 1)


def _head() -> Iterator[str]:
    yield "version: 1"
    yield "identity: {issuers: {main: {issuer: 'https://idp.example', audience: [api], keys: {jwks_file: keys.json},"
    yield "  algorithms: [RS256], claims: {roles: roles, tenant: tenant}}}}"
    yield "permissions:\n  roles:"
    for number in range(ROLES):
        above = f", inherits: [role{number - 1}]" if number % 10 else ""
        yield f"    role{number}: {{grants: ['res{number}:read', 'res{number}:write']{above}}}"
    yield "upstreams:"
    for number in range(UPSTREAMS):
        yield f"  up{number}: {{targets: [{{url: 'http://10.0.{number}.1:8080'}}]}}"
    yield "defaults: {issuer: main}\nroutes:"


def _routes(number: int) -> Iterator[str]:
    role, up, other = number % ROLES, number % UPSTREAMS, (number + 1) % UPSTREAMS
    split = f"[{{upstream: up{up}, weight: 9}}, {{upstream: up{other}, weight: 1}}]" if number % 10 == 0 else f"up{up}"
    deny = ", deny: {claim: {suspended: {present: true}}}" if number % 10 == 1 else ""
    one, path = f"  s{number}", f"/svc{number}"
    yield f"{one}-list: {{match: 'GET {path}/items', require: {{permission: 'res{role}:read'}}, to: {split}}}"
    yield f"{one}-new: {{match: 'POST {path}/items', require: {{permission: 'res{role}:write'}}, to: up{up}{deny}}}"
    own = f"{{any_of: [{{permission: 'res{role}:read'}}, {{subject: '{{id}}'}}]}}"
    yield f"{one}-one: {{match: 'GET {path}/items/{{id}}', to: up{up}, require: {own}}}"
    strict = f"{{all_of: [{{role: role{role}}}, {{claim: {{tenant: acme}}}}]}}"
    yield f"{one}-edit: {{match: 'PUT,PATCH,DELETE {path}/items/{{id}}', to: up{up}, require: {strict}}}"
    yield f"{one}-files: {{match: 'GET {path}/files/{{rest*}}', to: up{up}, require: authenticated}}"


def cases() -> str:
    """Half of them in a table, half written out."""
    columns = "anonymous, stranger"
    head = ["version: 1", "callers: {stranger: {subject: eve}}", "cases:"]
    table = ["tables:", "  refused:", f"    who: [{columns}]", "    expect:"]
    for number in range(SERVICES):
        head += list(_cases(number))
        table.append(f"      GET /svc{number}/items: [401, deny]")
        table.append(f"      PUT /svc{number}/items/1: [401, deny]")
        table.append(f"      GET /svc{number}/files/a: [401, ~]")
    return "\n".join([*head, *table]) + "\n"


def _cases(number: int) -> Iterator[str]:
    role, path = f"role{number % ROLES}", f"/svc{number}"
    yield f"  list {number}: {{request: GET {path}/items, who: {{role: {role}}}, expect: allow}}"
    told = f"{{decision: allow, route: s{number}-new}}"
    yield f"  new {number}: {{request: POST {path}/items, who: {{role: {role}}}, expect: {told}}}"
    yield f"  own {number}: {{request: GET {path}/items/7, who: {{subject: '7'}}, expect: allow}}"
    yield f"  edit {number}: {{request: PATCH {path}/items/7, who: {{role: {role}, tenant: acme}}, expect: allow}}"
    yield f"  other {number}: {{request: PATCH {path}/items/7, who: {{role: {role}, tenant: b}}, expect: deny}}"


def access_log() -> str:
    return "".join(json.dumps(_call(number)) + "\n" for number in range(CALLS))


def _call(number: int) -> dict[str, object]:
    service = number % SERVICES
    return {
        "event": "request",
        "time": "2026-11-26T08:00:00.000000Z",
        "request_id": str(number),
        "method": "GET",
        "path": f"/svc{service}/items",
        "host": "api.example",
        "client": "192.0.2.1",
        "route": f"s{service}-list",
        "subject": "ann",
        "credential": "main",
        "roles": [f"role{service % ROLES}"],
        "permissions": [],
        "upstream": f"up{service % UPSTREAMS}",
        "status": 200,
        "ms": 1.0,
        "bytes_out": 10,
        "headers": {},
        "query": {},
        "claims": {},
    }
