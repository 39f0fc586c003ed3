"""Opaque tokens: their issuer is asked once, believed no longer than it may be, and not waited for when it is down."""

import asyncio
from typing import Any

import pytest

from application.identity.identifying import Pending
from application.identity.opaque import LONGEST, OpaqueIdentifier
from application.ports.unavailable import Unavailable
from domain.identity.introspection import ANY, Introspection
from domain.identity.issuer import Secret
from domain.identity.principal import ClaimPaths, Principal
from domain.identity.validity import Validity
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.spec.asking import AskingTerms
from tests.fakes.clock import FakeClock
from tests.fakes.lookups import DOWN, FakeIntrospector
from tests.fakes.settling import settled
from tests.unit.domain.builders import request

MOST, NEGATIVE, LEEWAY = 60.0, 5.0, 10.0
RIGHTS = frozenset(("orders:read", "users:read"))


class Rig:
    def __init__(self, *, entries: int = 100) -> None:
        self.clock, self.server = FakeClock(), FakeIntrospector()
        terms = Introspection(
            "opaque", "https://idp.example/introspect", "gateway", Secret("s"),
            Validity(ANY, frozenset((ANY,)), LEEWAY), ClaimPaths("sub", ("roles",), ("scope",)),
            most=MOST, negative=NEGATIVE, entries=entries,
            asking=AskingTerms(total=30.0, failures=2, cooldown=5.0),
        )  # fmt: skip
        self.opaque = OpaqueIdentifier(terms, self.server, self.clock)
        self.active("good")

    def active(self, token: str, **claims: Any) -> None:
        self.server.tokens[token] = {"active": True, "sub": "ada", **claims}

    async def ask(self, token: str = "good") -> Principal | Refusal:
        found = self.opaque.identify(bearer(token))
        return await found.settle() if isinstance(found, Pending) else found

    async def names(self, token: str = "good") -> str:
        known = await self.ask(token)
        return known.subject if isinstance(known, Principal) else known.reason.name


def bearer(token: str) -> Request:
    return request(headers=[(b"authorization", b"Bearer " + token.encode())])


@pytest.fixture
async def rig() -> Rig:
    return Rig()


async def test_an_active_token_becomes_a_principal_by_the_same_paths(rig: Rig) -> None:
    ends = rig.clock.now() + 30
    rig.active("whole", roles=["viewer"], scope="orders:read users:read", exp=ends, tenant="acme", client_id="app")
    known = await rig.ask("whole")
    assert isinstance(known, Principal)
    assert (known.subject, known.roles, known.permissions) == ("ada", frozenset(("viewer",)), RIGHTS)
    assert (known.credential, known.expires, known.claims["tenant"]) == ("opaque", ends + LEEWAY, "acme")


async def test_a_remembered_token_needs_nobody(rig: Rig) -> None:
    assert await rig.names() == "ada"
    assert isinstance(rig.opaque.identify(bearer("good")), Principal)
    assert rig.server.asked == ["good"]


async def test_it_is_remembered_for_the_stated_time_at_most(rig: Rig) -> None:
    await rig.ask()
    rig.clock.advance(MOST - 1)
    await rig.ask()
    assert rig.server.asked == ["good"]
    rig.clock.advance(1)
    rig.server.tokens.clear()
    assert await rig.names() == "token-inactive"


async def test_it_is_never_remembered_past_its_end(rig: Rig) -> None:
    rig.active("short", exp=rig.clock.now() + 5)
    assert await rig.names("short") == "ada"
    rig.clock.advance(5 + LEEWAY - 1)
    assert await rig.names("short") == "ada"
    assert rig.server.asked == ["short"]
    rig.clock.advance(1)
    assert await rig.names("short") == "token-expired"


async def test_a_clock_that_is_put_back_makes_nothing_valid_that_is_not_yet(rig: Rig) -> None:
    rig.active("young", nbf=rig.clock.now())
    assert await rig.names("young") == "ada"
    rig.clock.advance(-LEEWAY - 1)
    assert await rig.names("young") == "token-not-yet-valid"


async def test_a_token_that_is_not_active_is_refused_and_remembered_briefly(rig: Rig) -> None:
    known = await rig.ask("made-up")
    assert isinstance(known, Refusal)
    assert (known.reason.name, known.status, known.why) == ("token-inactive", 401, "introspection opaque: not active")
    assert b'error="invalid_token"' in dict(known.headers)[b"www-authenticate"]
    await rig.ask("made-up")
    assert rig.server.asked == ["made-up"]
    rig.active("made-up")
    rig.clock.advance(NEGATIVE)
    assert await rig.names("made-up") == "ada"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"exp": 1}, "token-expired"),
        ({"nbf": 2**40}, "token-not-yet-valid"),
        ({"sub": None}, "token-claims"),
        ({"sub": ""}, "token-claims"),
        ({"sub": 7}, "token-claims"),
        ({"roles": {"viewer": True}}, "token-claims"),
        ({"token_type": "DPoP"}, "token-claims"),
    ],
)
async def test_an_active_token_is_judged_like_any_other(rig: Rig, claims: dict[str, Any], reason: str) -> None:
    rig.active("odd", **claims)
    assert [await rig.names("odd"), await rig.names("odd")] == [reason, reason]
    assert rig.server.asked == ["odd"]


async def test_the_log_is_told_that_it_was_the_claims(rig: Rig) -> None:
    rig.active("old", exp=1)
    known = await rig.ask("old")
    assert isinstance(known, Refusal)
    assert known.why == "introspection opaque: claims"


async def test_made_up_tokens_drive_out_no_good_one() -> None:
    rig = Rig(entries=10)
    await rig.ask()
    for number in range(100):
        await rig.ask(f"made-up-{number}")
    assert isinstance(rig.opaque.identify(bearer("good")), Principal)
    assert rig.server.asked.count("good") == 1


async def test_one_question_a_token_however_many_ask(rig: Rig) -> None:
    rig.server.gate = asyncio.Event()
    asking = [asyncio.create_task(rig.names(token)) for token in ("good", "bad") * 20]
    await settled()
    rig.server.gate.set()
    assert set(await asyncio.gather(*asking)) == {"ada", "token-inactive"}
    assert sorted(rig.server.asked) == ["bad", "good"]


async def test_what_was_asked_for_before_an_answer_came_is_not_asked_again(rig: Rig) -> None:
    first, second = (rig.opaque.identify(bearer("good")) for _ in range(2))
    assert isinstance(first, Pending)
    assert isinstance(second, Pending)
    assert await first.settle() == await second.settle()
    assert rig.server.asked == ["good"]


async def test_a_server_that_is_down_is_a_refusal_with_the_time_to_come_again(rig: Rig) -> None:
    rig.server.down = DOWN
    assert [await rig.names(f"t{number}") for number in range(10)] == ["introspection-unavailable"] * 10
    assert rig.server.asked == ["t0", "t1"]
    known = await rig.ask("t11")
    assert isinstance(known, Refusal)
    assert (known.status, dict(known.headers)) == (503, {b"retry-after": b"5"})
    rig.server.down = None
    rig.clock.advance(4.5)
    assert dict((await rig.ask()).headers) == {b"retry-after": b"1"}  # type: ignore[union-attr]
    rig.clock.advance(0.5)
    assert await rig.names() == "ada"


async def test_a_server_that_is_down_is_nothing_to_who_is_remembered(rig: Rig) -> None:
    await rig.ask()
    rig.server.down = DOWN
    for number in range(3):
        await rig.ask(str(number))
    assert await rig.names() == "ada"


async def test_a_refusal_for_want_of_an_answer_is_not_remembered(rig: Rig) -> None:
    rig.server.down = Unavailable("odd", blames_the_service=False)
    assert await rig.names() == "introspection-unavailable"
    rig.server.down = None
    assert await rig.names() == "ada"


async def test_a_token_longer_than_any_is_refused_without_a_question(rig: Rig) -> None:
    assert await rig.names("a" * (LONGEST + 1)) == "token-malformed"
    assert rig.server.asked == []
    assert await rig.names("a" * LONGEST) == "token-inactive"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ([], "token-missing"),
        ([b"Basic YTpi"], "token-malformed"),
        ([b"Bearer good", b"Bearer good"], "token-malformed"),
    ],
)
async def test_what_is_no_bearer_token_is_refused_without_a_question(
    rig: Rig, fields: list[bytes], reason: str
) -> None:
    found = rig.opaque.identify(request(headers=[(b"authorization", field) for field in fields]))
    assert isinstance(found, Refusal)
    assert (found.reason.name, rig.server.asked) == (reason, [])


async def test_closing_closes_the_way_to_the_server(rig: Rig) -> None:
    await rig.opaque.close()
    assert rig.server.is_closed
    assert await rig.names() == "introspection-unavailable"
