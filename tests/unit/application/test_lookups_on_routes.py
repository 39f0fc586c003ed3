"""Opaque tokens and looked-up roles beside issuers, on the routes of one gateway."""

import pytest

from tests.unit.application.house import CLAIMS, House

CONFIG = """
version: 1
identity:
  issuers:
    main: {issuer: "https://idp.example", audience: [shop], keys: {secret: "a secret of at least thirty-two bytes"},
           algorithms: [HS256], claims: {roles: roles}, roles_from: auth}
    partner: {issuer: "https://partner.example", audience: [shop], algorithms: [HS256],
              keys: {secret: "another secret of at least 32 bytes"}}
  cookies:
    session: {name: sid, issuer: main}
    asked: {name: aid, issuer: opaque}
  introspection:
    opaque: {url: "https://idp.example/introspect", client_id: gateway, client_secret: "s", claims: {roles: roles}}
    joined: {url: "https://idp.example/introspect", client_id: gateway, client_secret: "s", roles_from: auth}
  roles_from:
    auth: {url: "https://auth.example/{subject}", cache: {for: 30s}}
permissions: {roles: {viewer: {grants: ["orders:read"]}}}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
defaults: {credentials: [session, opaque, partner, main], require: {role: viewer}}
routes:
  all: {match: "GET /all", to: orders}
  opaque: {match: "GET /opaque", to: orders, credentials: [opaque]}
  cookie: {match: "GET /cookie", to: orders, credentials: [asked]}
  both: {match: "GET /both", to: orders, credentials: [opaque, asked]}
  joined: {match: "GET /joined", to: orders, credentials: [joined]}
  main: {match: "GET /main", to: orders, issuer: main}
  partner: {match: "GET /partner", to: orders, issuer: partner}
"""


@pytest.fixture
async def house() -> House:
    house = House(CONFIG)
    house.opening.verifier.accept("of-main", {**CLAIMS, "sub": "ada"})
    house.opening.verifier.accept("of-partner", {**CLAIMS, "sub": "bob", "iss": "https://partner.example"})
    lookups = house.opening.lookups
    for server in lookups.introspectors.values():
        server.tokens["opaque-token"] = {"active": True, "sub": "ada", "roles": ["viewer"]}
        server.tokens["of-partner"] = {"active": True, "sub": "bob"}
    lookups.role_sources["auth"].subjects["ada"] = ["viewer"]
    return house


async def asked(house: House, path: bytes, token: str = "", cookie: bytes = b"") -> tuple[int, str]:
    """The status, and the subject or the reason."""
    headers = [(b"cookie", b"sid=" + cookie)] if cookie else []
    reply = await house.ask("GET", path, token=token, headers=headers)
    await reply.release()
    exchange = house.observer.exchanges[-1]
    return reply.status, exchange.reason or exchange.subject or ""


async def test_what_names_no_accepted_issuer_is_introspected_and_what_does_is_not(house: House) -> None:
    for _ in range(2):  # the second time by memory
        assert await asked(house, b"/all", "opaque-token") == (200, "ada")
        assert await asked(house, b"/all", "of-main") == (200, "ada")
    assert house.opening.lookups.introspectors["opaque"].asked == ["opaque-token"]
    assert await asked(house, b"/all", "made-up") == (401, "token-inactive")


async def test_a_signed_token_is_introspected_where_only_introspection_is_accepted(house: House) -> None:
    assert await asked(house, b"/opaque", "of-partner") == (403, "role-missing")
    assert house.opening.lookups.introspectors["opaque"].asked == ["of-partner"]


async def test_an_opaque_token_is_of_no_issuer_where_introspection_is_not_accepted(house: House) -> None:
    assert await asked(house, b"/main", "opaque-token") == (401, "token-signature")


async def test_looked_up_roles_open_what_the_token_alone_would_not(house: House) -> None:
    for _ in range(2):
        assert await asked(house, b"/main", "of-main") == (200, "ada")
        assert await asked(house, b"/joined", "opaque-token") == (200, "ada")
    sources = house.opening.lookups.role_sources
    assert sources["auth"].asked == ["https://auth.example/ada"] * 2  # once by each credential


async def test_a_remembered_token_does_not_freeze_the_roles(house: House) -> None:
    assert await asked(house, b"/main", "of-main") == (200, "ada")
    house.opening.lookups.role_sources["auth"].subjects["ada"] = []
    house.clock.advance(30)
    assert await asked(house, b"/main", "of-main") == (403, "role-missing")
    assert await asked(house, b"/all", "of-main") == (403, "role-missing")


async def test_a_cookie_carries_the_issuers_roles_too(house: House) -> None:
    assert await asked(house, b"/all", cookie=b"of-main") == (200, "ada")


async def test_a_cookie_may_carry_an_opaque_token(house: House) -> None:
    for _ in range(2):
        reply = await house.ask("GET", b"/cookie", headers=[(b"cookie", b"aid=opaque-token")])
        await reply.release()
        assert (reply.status, house.observer.exchanges[-1].subject) == (200, "ada")
    assert house.opening.lookups.introspectors["opaque"].asked == ["opaque-token"]


async def test_an_opaque_token_counts_where_it_is_presented_and_not_where_it_is_not(house: House) -> None:
    assert await asked(house, b"/both", "made-up") == (401, "token-inactive")
    reply = await house.ask("GET", b"/both", headers=[(b"cookie", b"aid=opaque-token")])
    await reply.release()
    assert reply.status == 200
    assert await asked(house, b"/both") == (401, "token-missing")


async def test_an_issuer_without_such_a_service_asks_nobody(house: House) -> None:
    assert await asked(house, b"/partner", "of-partner") == (403, "role-missing")
    assert house.opening.lookups.role_sources["auth"].asked == []


async def test_a_retired_runtime_closes_its_ways_to_others(house: House) -> None:
    await house.activation.close()
    lookups = house.opening.lookups
    assert all(one.is_closed for one in (*lookups.introspectors.values(), *lookups.role_sources.values()))
