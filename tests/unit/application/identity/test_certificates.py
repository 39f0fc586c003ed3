"""Client certificates at a gateway: believed of trusted proxies, refused of others, and never sent on."""

import pytest

from domain.message.headers import first
from tests.unit.application.house import House

XFCC = b"x-forwarded-client-cert"
ORDERS = b'By=spiffe://shop/gateway;Hash=ab;Subject="CN=orders";URI=spiffe://shop/orders'
CONFIG = """
version: 1
server: {trusted_proxies: [10.0.0.0/8]}
identity:
  api_keys: {partners: {keys: []}}
  certificates:
    mesh:
      header: x-forwarded-client-cert
      subject: uri
      roles: {"spiffe://shop/*": [viewer]}
permissions: {roles: {viewer: {}}}
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
defaults: {credentials: [mesh]}
routes:
  orders: {match: /orders, to: orders, require: {role: viewer}}
  by-hash: {match: /by-hash, to: orders, require: {claim: {hash: ab}}}
  keys: {match: /keys, to: orders, require: authenticated, credentials: [partners, mesh]}
  anybody: {match: /anybody, to: orders, require: public, override: true}
"""


@pytest.fixture
async def house() -> House:
    return House(CONFIG)


async def asked(house: House, path: bytes, field: bytes | None = ORDERS, peer: str = "10.0.0.1") -> tuple[int, str]:
    reply = await house.ask("GET", path, headers=[(XFCC, field)] if field is not None else [], peer=peer)
    await reply.release()
    return reply.status, reply.exchange.reason or reply.exchange.subject or ""


async def test_a_trusted_proxy_says_who_is_calling(house: House) -> None:
    assert await asked(house, b"/orders") == (200, "spiffe://shop/orders")
    assert await asked(house, b"/by-hash") == (200, "spiffe://shop/orders")


async def test_a_subject_that_is_mapped_to_nothing_is_known_and_has_no_role(house: House) -> None:
    assert await asked(house, b"/orders", b"URI=spiffe://elsewhere/x") == (403, "role-missing")


async def test_of_anybody_else_it_is_a_bad_credential(house: House) -> None:
    assert await asked(house, b"/orders", peer="9.9.9.9") == (401, "certificate-untrusted")
    assert await asked(house, b"/keys", peer="9.9.9.9") == (401, "certificate-untrusted")


async def test_what_cannot_be_read_is_refused(house: House) -> None:
    assert await asked(house, b"/orders", ORDERS + b"," + ORDERS) == (401, "certificate-malformed")
    assert await asked(house, b"/orders", b"") == (401, "certificate-malformed")


async def test_without_a_certificate_one_is_missing(house: House) -> None:
    assert await asked(house, b"/orders", None) == (401, "credential-missing")


@pytest.mark.parametrize("peer", ["10.0.0.1", "9.9.9.9"])
@pytest.mark.parametrize("name", [XFCC, b"x_forwarded_client_cert"])
async def test_the_header_travels_on_from_nobody_on_no_route(house: House, peer: str, name: bytes) -> None:
    reply = await house.ask("GET", b"/anybody", headers=[(name, ORDERS)], peer=peer)
    await reply.release()
    assert reply.status == 200
    assert first(house.orders.calls[-1].headers, name) is None


async def test_a_certificate_is_not_sent_on_where_it_has_let_in(house: House) -> None:
    await asked(house, b"/orders")
    assert first(house.orders.calls[-1].headers, XFCC) is None
