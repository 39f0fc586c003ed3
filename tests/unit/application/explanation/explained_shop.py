"""Explanations over a configuration that has a little of everything: what the tests of this folder stand on."""

from typing import Any

from application.decisions.question import PRESENTED, asked
from application.explanation.explaining import explained
from application.explanation.explanation import Explanation
from application.explanation.words import lines
from domain.identity.principal import Principal
from entrypoints.offline import decider
from tests.unit.application.house import plan_of

NOW = 1_800_000_000.0
CONFIG = """
version: 1
server:
  body_limit: 10B
  trusted_proxies: [10.0.0.0/8]
  cors: {origins: ["https://shop.example"], credentials: true}
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {secret: "a secret of at least thirty-two bytes"}
      algorithms: [HS256]
      claims: {roles: roles}
  api_keys:
    partners:
      header: x-partner
      keys:
        - id: abcd
          owner: acme
          roles: [viewer]
          hash: "sha256:0f2d6ea3c1a1c3b0b1f9b6f3c1a1c3b0b1f9b6f3c1a1c3b0b1f9b6f3c1a1c3b0"
permissions:
  roles:
    viewer: {grants: ["orders:read"]}
    manager: {inherits: [viewer], grants: ["orders:write"]}
  policies:
    staff: {any_of: [{role: manager}, {claim: {staff: true}}]}
upstreams:
  orders:
    targets: [{url: "http://orders-1:8080", weight: 3}, {url: "http://orders-2:8080"}]
    timeout: {connect: 1s}
    breaker: {failures: 3}
    identity: {token: drop, headers: {x-user: subject}}
  users: {targets: [{url: "http://users:8080"}]}
defaults: {credentials: [main, partners]}
routes:
  list-orders: {match: "GET /orders", to: orders, require: {permission: "orders:read"}}
  one-order: {match: "GET /orders/{id}", to: orders, require: {permission: "orders:read"}, timeout: {total: 2s}}
  any-order: {match: "/orders/{id}", to: users, require: {policy: staff}, deny: {client: [192.0.2.0/24]}}
  edited:
    match: {methods: [GET], path: "/edited/{rest*}", hosts: [api.example]}
    to: [{upstream: orders, weight: 9}, {upstream: users}]
    mirror: [{upstream: users, share: 10%}]
    rewrite: "/v2/{rest*}"
    request: {set: {x-from: limen}, add: {x-secret-word: hush}, remove: [x-debug]}
    response: {set: {cache-control: no-store}, remove: [server]}
    require: public
  gold: {match: "GET /gold", to: users, require: authenticated, step_up: {max_age: 5m}}
  chat: {match: "GET /chat", to: users, require: public, websocket: {idle: 5s}}
  old: {match: "GET /old", redirect: {path: /new, status: 308}, require: public}
  hello:
    match: "GET /hello"
    respond: {status: 200, json: {hello: world}}
    require: {role: manager}
    refusals: {role-missing: {text: "no {reason}"}}
"""
PLAN = plan_of(CONFIG)
DECIDER = decider(PLAN)
VIEWER, MANAGER = (Principal(name, frozenset((name,)), credential="main") for name in ("viewer", "manager"))


def explanation(
    method: str, url: str, headers: dict[str, str] | None = None, who: Any = PRESENTED, **others: Any
) -> Explanation:
    question = asked(method, url, headers, who=who, moment=NOW, **others)
    return explained(PLAN, question, DECIDER.decide(question))


def words(found: Explanation) -> str:
    return "\n".join("  " * line.depth + line.text for line in lines(found))


def line_of(text: str) -> int:
    """Of the first line that holds it."""
    return next(number for number, line in enumerate(CONFIG.splitlines(), 1) if text in line)
