"""Policies over more than the caller, asked through the gateway: path, headers, address, time, method; and denials."""

from typing import Any

import pytest

from application.reply import Reply
from domain.message.head import Head
from domain.message.headers import Headers
from tests.fakes.clock import FakeClock
from tests.unit.application.house import CLAIMS, CONFIG, House

RULES = """
defaults: {deny: {any_of: [{client: 192.0.2.0/24}, {policy: suspended}]}}
routes:
  tenant: {match: "GET /tenants/{tenant}", to: orders, require: {claim: {tenant: {equals: "{tenant}"}}}}
  agreed: {match: "GET /agreed", to: orders, require: {claim: {tenant: {equals: {header: x-tenant}}}}}
  office: {match: "GET /office", to: orders, require: {client: [172.16.0.0/12]}}
  late: {match: "GET /late", to: orders, require: {time: {after: "2027-01-15T08:00:01Z"}}}
  levels: {match: "GET,POST /levels", to: orders, access: {GET: viewer, POST: manager}}
  open: {match: "GET /open", to: orders, require: public, override: true, deny: {header: {x-debug: {present: true}}}}
  free: {match: "GET /free", to: orders, require: public, override: true}
"""
SUSPENDED = "{all_of: [{claim: {suspended: {present: true}}}, {claim: {suspended: true}}]}"
RULED = (
    CONFIG.partition("routes:\n")[0].replace("  roles:\n", f"  policies: {{suspended: {SUSPENDED}}}\n  roles:\n")
    + RULES
)
NO_TOKEN = ""


def house(**claims: Any) -> House:
    made = House(RULED)
    made.opening.verifier.accept("ada", {**CLAIMS, "sub": "ada", "roles": ["viewer"], **claims})
    return made


async def asked(
    made: House, target: bytes, headers: Headers | None = None, token: str = "ada", **others: Any
) -> tuple[int, str]:
    """The status, and the reason of a refusal."""
    reply = await made.ask(others.pop("method", "GET"), target, token=token, headers=headers, **others)
    await reply.release()
    return reply.status, made.observer.exchanges[-1].reason or ""


async def test_a_claim_is_compared_with_the_path() -> None:
    made = house(tenant="acme")
    assert await asked(made, b"/tenants/acme") == (200, "")
    assert await asked(made, b"/tenants/other") == (403, "claim-mismatch")


async def test_a_claim_is_compared_with_a_header_that_stands_there_once() -> None:
    made, acme = house(tenant="acme"), (b"x-tenant", b"acme")
    assert await asked(made, b"/agreed", [acme]) == (200, "")
    for headers in ([], [acme, acme], [(b"x-tenant", b"other")]):
        assert await asked(made, b"/agreed", headers) == (403, "claim-mismatch")


async def test_the_address_is_the_one_that_trusted_proxies_vouch_for() -> None:
    made, said = house(), [(b"x-forwarded-for", b"172.16.0.1")]
    assert await asked(made, b"/office", peer="172.16.0.1") == (200, "")
    assert await asked(made, b"/office", said, peer="10.0.0.1") == (200, "")
    assert await asked(made, b"/office", said, peer="9.9.9.9") == (403, "client-mismatch")


async def test_the_time_is_the_clocks() -> None:
    made = house()
    assert await asked(made, b"/late") == (403, "time-mismatch")
    made.clock.advance(1)
    assert await asked(made, b"/late") == (200, "")


async def test_each_method_has_its_level() -> None:
    made = house()
    assert await asked(made, b"/levels") == (200, "")
    assert await asked(made, b"/levels", method="POST") == (403, "role-missing")
    assert await asked(made, b"/levels", token="manager", method="POST") == (200, "")


@pytest.mark.parametrize("target", [b"/levels", b"/open", b"/free"])
async def test_what_the_defaults_deny_is_denied_on_every_route(target: bytes) -> None:
    token = NO_TOKEN if target != b"/levels" else "manager"
    assert await asked(house(), target, token=token, peer="192.0.2.7") == (403, "excluded")
    assert await asked(house(), target, token=token) == (200, "")


async def test_who_is_denied_is_refused_whatever_roles_they_have() -> None:
    assert await asked(house(suspended=True), b"/levels") == (403, "excluded")
    assert await asked(house(suspended=False), b"/levels") == (200, "")
    assert await asked(house(suspended="yes"), b"/levels") == (403, "claim-mismatch")


async def test_a_public_route_denies_without_looking_at_any_token() -> None:
    made = house()
    assert await asked(made, b"/open", [(b"x-debug", b"1")], token="nonsense") == (403, "excluded")
    assert await asked(made, b"/open", token="nonsense") == (200, "")


async def test_the_clock_is_not_read_for_a_route_that_does_not_ask_for_the_time() -> None:
    class Counting(FakeClock):
        reads = 0

        def now(self) -> float:
            self.reads += 1
            return super().now()

    clock = Counting()
    made = House(RULED, clock)
    before = clock.reads
    assert await asked(made, b"/free", token=NO_TOKEN) == (200, "")
    assert clock.reads == before


async def test_a_websocket_goes_through_the_same_rules() -> None:
    made = house()
    for target in (b"/open", b"/office"):
        headers = [(b"host", b"api.example"), (b"authorization", b"Bearer ada")]
        reply = await made.gateway.upgrade(Head("GET", target, b"", headers, peer="192.0.2.7"))
        assert isinstance(reply, Reply)
        await reply.release()
        assert (reply.status, made.observer.exchanges[-1].reason) == (403, "excluded")
