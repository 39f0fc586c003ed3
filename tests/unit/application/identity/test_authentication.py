"""Authentication: by one verification, until something changes that a fresh one would see."""

import asyncio

import pytest

from application.identity.authentication import Authenticator
from application.identity.identifying import Pending
from application.identity.keyring import Keyring, KeyringTerms
from application.identity.token_memory import OLDEST
from application.ports.keys import KeySet, KeysUnavailable
from application.ports.tokens import Verification
from domain.identity.issuer import Issuer, KeyOrigin
from domain.identity.principal import ClaimPaths, Principal
from domain.identity.validity import Validity
from domain.message.headers import Headers
from domain.message.path import Path
from domain.message.refusal import Refusal
from domain.message.request import Request
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeySource, Scripted
from tests.fakes.tokens import FakeVerifier, fake_key_set

K1, K2 = KeySet(fake_key_set("k1")), KeySet(fake_key_set("k2"))
TERMS = KeyringTerms(refresh_after=1000, stale_for=1000, cooldown=10, respite=1)
LEEWAY = 30


class CountingVerifier(FakeVerifier):
    verified = 0

    def verify(self, token: str) -> Verification:
        self.verified += 1
        return super().verify(token)


class Rig:
    def __init__(self, *sets: Scripted, max_age: float | None = None) -> None:
        self.clock, self.verifier = FakeClock(), CountingVerifier()
        validity = Validity("https://idp.example", frozenset(("shop",)), LEEWAY, max_age=max_age)
        issuer = Issuer("main", KeyOrigin.JWKS, "https://idp.example", frozenset(("RS256",)), validity, ClaimPaths())
        self.keyring = Keyring(self.verifier, FakeKeySource(*sets or (K1,)), self.clock, TERMS)
        self.authenticator = Authenticator(issuer, self.keyring, self.clock)
        self.begun = self.clock.now()
        self.accept("good", exp=self.begun + 10_000)

    def accept(self, token: str, **claims: object) -> None:
        self.verifier.accept(token, {"iss": "https://idp.example", "aud": "shop", "sub": "ada", **claims}, "k1")

    def ask(self, *fields: bytes) -> Principal | Refusal | Pending:
        headers: Headers = [(b"authorization", field) for field in fields or (b"Bearer good",)]
        return self.authenticator.identify(
            Request(id="r", method="GET", path=Path(b"/", (b"",)), host="h", headers=headers)
        )

    def names(self, *fields: bytes) -> str:
        found = self.ask(*fields)
        return (
            found.subject if isinstance(found, Principal) else "?" if isinstance(found, Pending) else found.reason.name
        )


@pytest.fixture
async def rig() -> Rig:
    rig = Rig()
    await rig.keyring.refresh()
    return rig


async def test_a_token_is_verified_once(rig: Rig) -> None:
    assert [rig.names() for _ in range(5)] == ["ada"] * 5
    assert rig.verifier.verified == 1


async def test_a_refused_token_is_verified_each_time(rig: Rig) -> None:
    assert [rig.names(b"Bearer forged") for _ in range(3)] == ["token-signature"] * 3
    assert rig.verifier.verified == 3


async def test_a_remembered_token_ends_with_its_expiry(rig: Rig) -> None:
    rig.accept("short", exp=rig.begun + 5)
    assert rig.names(b"Bearer short") == "ada"
    rig.clock.advance(5 + LEEWAY - 1)
    assert rig.names(b"Bearer short") == "ada"
    rig.clock.advance(1)
    assert rig.names(b"Bearer short") == "token-expired"


async def test_a_remembered_token_ends_with_its_age() -> None:
    rig = Rig(max_age=60)
    await rig.keyring.refresh()
    rig.accept("aging", exp=rig.begun + 10_000, iat=rig.begun - 55)
    assert rig.names(b"Bearer aging") == "ada"
    rig.clock.advance(5 + LEEWAY - 1)
    assert (rig.names(b"Bearer aging"), rig.verifier.verified) == ("ada", 1)
    rig.clock.advance(1)
    assert rig.names(b"Bearer aging") == "token-too-old"


async def test_a_clock_that_is_put_back_makes_nothing_valid_that_is_not_yet(rig: Rig) -> None:
    rig.accept("young", exp=rig.begun + 1000, nbf=rig.begun)
    assert rig.names(b"Bearer young") == "ada"
    rig.clock.advance(-LEEWAY - 1)
    assert rig.names(b"Bearer young") == "token-not-yet-valid"


async def test_it_is_verified_again_when_it_has_been_remembered_for_long(rig: Rig) -> None:
    rig.names()
    rig.clock.advance(OLDEST)
    rig.names()
    assert rig.verifier.verified == 2


async def test_a_token_whose_key_is_withdrawn_is_forgotten() -> None:
    rig = Rig(K1, K2)
    await rig.keyring.refresh()
    assert rig.names() == "ada"
    rig.clock.advance(TERMS.respite)
    await rig.keyring.refresh()
    assert rig.names() == "?"  # its key is looked for


async def test_keys_that_are_fetched_again_and_are_the_same_change_nothing() -> None:
    rig = Rig(K1, K1)
    await rig.keyring.refresh()
    rig.names()
    rig.clock.advance(TERMS.respite)
    await rig.keyring.refresh()
    assert rig.names() == "ada"
    assert rig.verifier.verified == 1


async def test_keys_that_are_too_old_to_believe_vouch_for_nothing_remembered_either() -> None:
    rig = Rig(K1, KeysUnavailable("down"))
    await rig.keyring.refresh()
    rig.accept("long", exp=rig.begun + 100_000)
    rig.clock.advance(1950)
    assert rig.names(b"Bearer long") == "ada"  # remembered for OLDEST from here: only the keys' age ends it sooner
    rig.clock.advance(51)
    assert rig.names(b"Bearer long") == "?"


async def test_remembered_tokens_alone_keep_the_keys_fresh() -> None:
    rig = Rig(K1, K2)
    await rig.keyring.refresh()
    rig.accept("long", exp=rig.begun + 100_000)
    rig.clock.advance(950)
    assert rig.names(b"Bearer long") == "ada"
    rig.clock.advance(51)
    assert rig.names(b"Bearer long") == "ada"
    assert rig.verifier.verified == 1  # by the memory alone
    await asyncio.sleep(0)  # the fetch that was begun behind it; nobody asks for one here
    await asyncio.sleep(0)
    assert rig.names(b"Bearer long") == "?"


async def test_a_token_that_waited_for_its_key_is_remembered_too() -> None:
    rig = Rig(K1)
    pending = rig.ask()
    assert isinstance(pending, Pending)
    assert isinstance(await pending.settle(), Principal)
    before = rig.verifier.verified
    assert rig.names() == "ada"
    assert rig.verifier.verified == before


async def test_two_fields_are_none_even_where_both_are_remembered(rig: Rig) -> None:
    rig.names()
    assert rig.names(b"Bearer good", b"Bearer good") == "token-malformed"
