"""Whoever asks for the description is known by the doors of the routes, and may call what might let them in."""

from application.asker import ANYBODY, Asker, asker_of, stated
from domain.identity.principal import Principal
from domain.message.head import Head
from domain.message.headers import Headers
from domain.message.refusal import Refusal
from tests.unit.application.house import House, plan_of

CONFIG = """
version: 1
identity:
  issuers:
    main: {issuer: "https://idp.example", audience: [shop], keys: {secret: "a secret of at least thirty-two bytes"},
           algorithms: [HS256], claims: {roles: roles}}
  certificates: {mesh: {header: x-client-cert, subject: uri}}
server: {trusted_proxies: [10.0.0.0/8]}
permissions:
  roles: {viewer: {grants: ["orders:read"]}, manager: {inherits: [viewer]}}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
defaults: {issuer: main}
routes:
  open: {match: "GET /open", to: orders, require: public}
  inside: {match: "GET /inside", to: orders, require: public, deny: {not: {client: ["10.0.0.0/8"]}}}
  read: {match: "GET /orders", to: orders, require: {permission: "orders:read"}}
  manage: {match: "PUT,DELETE /orders", to: orders, access: {PUT: viewer, DELETE: manager}}
  mine: {match: "GET /users/{id}", to: orders, require: {subject: "{id}"}}
  tenant: {match: "GET /tenant", to: orders, require: {claim: {tenant: acme}}}
  tagged: {match: "GET /tagged", to: orders, require: {all_of: [{role: manager}, {header: {x-tag: a}}]}}
  daily: {match: "GET /daily", to: orders, require: {time: {from: "08:00", until: "08:01"}}}
  mesh: {match: "GET /mesh", to: orders, require: authenticated, credentials: [mesh]}
"""
PLAN = plan_of(CONFIG)


def shown(asker: Asker, method: str = "GET") -> list[str]:
    return [one.name for one in PLAN.routes if one.matcher.takes_method(method) and asker.may_call(one, method)]


def head(*headers: tuple[bytes, bytes]) -> Head:
    fields: Headers = [(b"host", b"api.example"), *headers]
    return Head("GET", b"/openapi.json", b"", fields)


def bearer(token: str) -> Head:
    return head((b"authorization", b"Bearer " + token.encode()))


def test_nobody_sees_more_than_what_may_be_public() -> None:
    assert shown(ANYBODY) == ["open", "inside"]


def test_a_caller_sees_what_might_let_them_in() -> None:
    viewer = stated(PLAN, Principal("ada", frozenset(("viewer",)), credential="main"))
    assert shown(viewer) == ["open", "inside", "read", "mine", "daily"]
    manager = stated(PLAN, Principal("ada", frozenset(("manager",)), claims={"tenant": "acme"}, credential="main"))
    assert shown(manager) == ["open", "inside", "read", "mine", "tenant", "tagged", "daily"]


def test_levels_of_access_are_told_apart_by_the_method() -> None:
    viewer = stated(PLAN, Principal("ada", frozenset(("viewer",)), credential="main"))
    assert (shown(viewer, "PUT"), shown(viewer, "DELETE")) == (["manage"], [])


def test_a_caller_without_a_credential_named_is_known_at_every_door() -> None:
    assert "mesh" in shown(stated(PLAN, Principal("ada")))
    assert "mesh" not in shown(stated(PLAN, Principal("ada", credential="main")))


async def test_a_token_is_read_by_the_doors_of_the_routes() -> None:
    house = House(CONFIG)
    runtime = house.gateway.runtime
    assert runtime is not None
    asker = await asker_of(runtime, bearer("viewer"), "r1")
    assert isinstance(asker, Asker)
    assert [who.subject for who in asker.known.values()] == ["viewer"]
    assert shown(asker) == ["open", "inside", "read", "mine", "daily"]
    assert await asker_of(runtime, head(), "r2") == ANYBODY


async def test_a_bad_token_is_refused_as_on_any_route() -> None:
    house = House(CONFIG)
    runtime = house.gateway.runtime
    assert runtime is not None
    refused = await asker_of(runtime, bearer("forged"), "r1")
    assert isinstance(refused, Refusal)
    assert (refused.status, refused.headers[0][0]) == (401, b"www-authenticate")


async def test_a_request_that_cannot_be_read_is_refused() -> None:
    house = House(CONFIG)
    runtime = house.gateway.runtime
    assert runtime is not None
    refused = await asker_of(runtime, head((b"host", b"two.example")), "r1")
    assert isinstance(refused, Refusal)
    assert refused.status == 400
