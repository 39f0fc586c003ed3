"""API keys at a gateway: who is known by them, what is refused and how, and what never leaves the gateway."""

import sys
from hashlib import sha256
from types import FrameType

import pytest

from domain.message.headers import first, values
from domain.message.request import Request
from tests.fakes.settling import settled
from tests.unit.application.house import House
from tests.unit.domain.builders import path

SECRET = "k2rbbxxf2z5jjb3wdkq4wncbbnfx6ush"
GOOD, SECOND, OLD = (f"limen_{name}_{SECRET}" for name in ("good", "second", "over"))
UNKNOWN, WRONG = f"limen_nobody_{SECRET}", f"limen_good_{SECRET[::-1]}"
NEVER = f"limen_never_{SECRET}"


def entry(key: str, more: str = "") -> str:
    key_id = key.split("_")[1]
    return f"{{id: {key_id}, hash: sha256:{sha256(key.encode()).hexdigest()}, owner: partner-a, {more}}}"


CONFIG = f"""
version: 1
server: {{trusted_proxies: [10.0.0.0/8]}}
identity:
  issuers:
    main: {{issuer: "https://idp.example", audience: [shop], keys: {{secret: "a secret of at least thirty-two bytes"}},
           algorithms: [HS256]}}
  api_keys:
    partners:
      header: X-Api-Key
      keys:
        - {entry(GOOD, "roles: [viewer], tenant: acme")}
        - {entry(SECOND, "roles: [viewer], expires: 2030-01-01T00:00:00Z")}
        - {entry(OLD, "expires: 2020-01-01T00:00:00Z")}
        - {entry(NEVER)}
  failures: {{allowed: 3, within: 1m, pause: 30s}}
permissions: {{roles: {{viewer: {{}}}}}}
upstreams:
  orders: {{targets: [{{url: "http://orders:8080"}}]}}
  legacy: {{targets: [{{url: "http://legacy:8080"}}], identity: {{api_key: pass, headers: {{x-user: subject}}}}}}
defaults: {{credentials: [partners, main], require: {{role: viewer}}}}
routes:
  orders: {{match: /orders, to: orders}}
  legacy: {{match: /legacy, to: legacy}}
  both: {{match: /both, to: legacy, mirror: [{{upstream: orders}}]}}
  anybody: {{match: /anybody, to: orders, require: public, override: true}}
  tenants: {{match: "/tenants/acme", to: orders, require: {{claim: {{tenant: acme}}}}}}
  only: {{match: /only, to: orders, credentials: [partners], require: authenticated, override: true}}
  sockets: {{match: "GET /socket", to: orders, websocket: true}}
"""


@pytest.fixture
async def house() -> House:
    return House(CONFIG)


async def asked(
    house: House, key: str | bytes, path: bytes = b"/orders", *more: tuple[bytes, bytes], peer: str = "9.9.9.9"
) -> tuple[int, str]:
    """The status, and the subject or the reason."""
    sent = key.encode() if isinstance(key, str) else key
    reply = await house.ask("GET", path, headers=[(b"x-api-key", sent), *more], peer=peer)
    await reply.release()
    exchange = house.observer.exchanges[-1]
    return reply.status, exchange.reason or exchange.subject or ""


async def test_the_owner_of_a_good_key_is_known_and_has_its_roles(house: House) -> None:
    for _ in range(2):
        assert await asked(house, GOOD) == (200, "partner-a")
    assert await asked(house, GOOD, b"/tenants/acme") == (200, "partner-a")


async def test_two_live_keys_of_one_owner_are_both_good(house: House) -> None:
    assert await asked(house, SECOND) == (200, "partner-a")
    assert await asked(house, SECOND, b"/tenants/acme") == (403, "claim-mismatch")


async def test_a_key_ends_at_its_moment_also_one_that_was_good_before(house: House) -> None:
    assert await asked(house, OLD) == (401, "key-expired")
    assert await asked(house, SECOND) == (200, "partner-a")
    house.clock.advance(10 * 366 * 86400.0)
    assert await asked(house, SECOND) == (401, "key-expired")


async def test_an_unknown_id_and_a_wrong_secret_look_alike(house: House) -> None:
    told = []
    for key in (UNKNOWN, WRONG):
        reply = await house.ask("GET", b"/only", headers=[(b"x-api-key", key.encode())])
        own = reply.exchange.request_id.encode()
        fixed = [header for header in reply.headers if header[1] != own]
        told.append((reply.status, fixed, reply.body.replace(own, b"")))
    assert told[0] == told[1]
    assert b"key-unknown" in told[0][2]


async def test_an_unknown_id_costs_what_a_wrong_secret_costs(house: House) -> None:
    assert house.gateway.runtime is not None
    door = house.gateway.runtime.routes[-2].door
    assert door is not None
    called: list[list[str]] = []

    def note(frame: FrameType, event: str, what: object) -> None:
        if event == "c_call":
            called[-1].append(getattr(what, "__name__", ""))
        elif event == "call":
            called[-1].append(frame.f_code.co_name)

    for key in (UNKNOWN, UNKNOWN, WRONG):  # the first is new to the brake
        house.clock.advance(60)
        headers = [(b"x-api-key", key.encode())]
        request = Request(id="r", method="GET", path=path(b"/only"), host="a", headers=headers)
        called.append([])
        sys.setprofile(note)
        try:
            door.identifier.identify(request)
        finally:
            sys.setprofile(None)
    assert "compare_digest" in called[1]
    assert called[1] == called[2]


@pytest.mark.parametrize("key", [b"", b"limen", GOOD.encode()[:-8], GOOD.encode() + b" x", b"\xff"])
async def test_what_is_no_key_is_refused_as_such(house: House, key: bytes) -> None:
    assert await asked(house, key) == (401, "key-malformed")


async def test_two_keys_are_no_key(house: House) -> None:
    assert await asked(house, GOOD, b"/orders", (b"x-api-key", GOOD.encode())) == (401, "key-malformed")


async def test_a_401_says_what_is_wanted(house: House) -> None:
    for headers, reason in (([(b"x-api-key", UNKNOWN.encode())], "key-unknown"), ([], "credential-missing")):
        reply = await house.ask("GET", b"/only", headers=headers)
        assert reply.exchange.reason == reason
        assert values(reply.headers, b"www-authenticate") == [b'Key realm="limen"']


async def test_a_bad_key_is_not_made_good_by_a_good_token(house: House) -> None:
    house.opening.verifier.accept(
        "good", {"iss": "https://idp.example", "aud": "shop", "sub": "ada", "exp": 1_900_000_000}
    )
    bearer = (b"authorization", b"Bearer good")
    assert await asked(house, UNKNOWN, b"/only", bearer) == (401, "key-unknown")
    assert await asked(house, UNKNOWN, b"/orders", bearer) == (401, "key-unknown")


async def test_a_key_stays_here_unless_an_upstream_is_to_have_it(house: House) -> None:
    await asked(house, GOOD, b"/orders", (b"X_API_KEY".lower(), b"x"))
    sent = house.orders.calls[-1].headers
    assert [name for name, _ in sent if b"key" in name] == []
    await asked(house, GOOD, b"/legacy")
    sent = house.opening.transports["http://legacy:8080"].calls[-1].headers
    assert first(sent, b"x-api-key") == GOOD.encode()
    assert first(sent, b"x-user") == b"partner-a"


async def test_a_mirror_sees_no_key_that_it_does_not_ask_for(house: House) -> None:
    assert await asked(house, GOOD, b"/both", (b"x_api_key", b"x")) == (200, "partner-a")
    await settled(lambda: len(house.orders.calls))
    assert [name for name, _ in house.orders.calls[-1].headers if b"key" in name] == []
    assert first(house.opening.transports["http://legacy:8080"].calls[-1].headers, b"x-api-key") == GOOD.encode()


async def test_a_route_that_takes_no_key_passes_the_header_on(house: House) -> None:
    assert await asked(house, "the upstream's own", b"/anybody") == (200, "")
    assert first(house.orders.calls[-1].headers, b"x-api-key") == b"the upstream's own"


async def test_after_too_many_bad_ones_a_good_one_is_not_looked_at_either(house: House) -> None:
    for key in (UNKNOWN, WRONG, b"nonsense"):
        assert (await asked(house, key))[0] == 401
    assert await asked(house, NEVER, b"/only") == (429, "too-many-failures")
    assert await asked(house, UNKNOWN) == (429, "too-many-failures")
    assert await asked(house, NEVER, b"/only", peer="9.9.9.8") == (200, "partner-a")
    house.clock.advance(30)
    assert await asked(house, NEVER, b"/only") == (200, "partner-a")


async def test_whoever_was_good_before_is_not_shut_out_by_a_neighbour(house: House) -> None:
    assert await asked(house, GOOD) == (200, "partner-a")
    for _ in range(9):
        await asked(house, WRONG)
    assert await asked(house, GOOD) == (200, "partner-a")
    assert await asked(house, SECOND) == (429, "too-many-failures")


async def test_behind_a_trusted_proxy_it_is_the_client_who_is_paused(house: House) -> None:
    for _ in range(3):
        await asked(house, UNKNOWN, b"/orders", (b"x-forwarded-for", b"203.0.113.1"), peer="10.0.0.1")
    for client, status in ((b"203.0.113.1", 429), (b"203.0.113.2", 401)):
        found = await asked(house, UNKNOWN, b"/orders", (b"x-forwarded-for", client), peer="10.0.0.1")
        assert found[0] == status


async def test_an_expired_key_is_no_guess(house: House) -> None:
    for _ in range(9):
        assert await asked(house, OLD) == (401, "key-expired")


async def test_a_success_forgives_nothing(house: House) -> None:
    for key in (UNKNOWN, GOOD, UNKNOWN, GOOD, UNKNOWN):
        await asked(house, key)
    assert await asked(house, UNKNOWN) == (429, "too-many-failures")


async def test_nothing_of_a_key_is_in_the_log(house: House) -> None:
    for key in (GOOD, WRONG, OLD, UNKNOWN):
        await asked(house, key)
    logged = " ".join(f"{exchange.why} {exchange.path} {exchange.subject}" for exchange in house.observer.exchanges)
    assert SECRET not in logged
    assert SECRET[::-1] not in logged
    assert sha256(GOOD.encode()).hexdigest() not in logged + repr(house.gateway.runtime and house.gateway.runtime.plan)
