"""The keyring's law, on a clock that only moves when told: who waits, who fetches, and how often."""

import asyncio
import logging

import pytest
from anyio.lowlevel import checkpoint

from application.identity.keyring import KEYS_ARE_OLD, Keyring, KeyringTerms
from application.ports.keys import KeySet, KeysUnavailable
from application.ports.tokens import KeyUnknown, Unverified, Verified
from domain.message.reason import KEYS_UNAVAILABLE, TOKEN_KEY_UNKNOWN, TOKEN_SIGNATURE
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeySource, Scripted
from tests.fakes.tokens import FakeVerifier, fake_key_set

TERMS = KeyringTerms(refresh_after=300, stale_for=3600, cooldown=10, respite=1)
K1, K2 = KeySet(fake_key_set("k1")), KeySet(fake_key_set("k1", "k2"))
DOWN = KeysUnavailable("down")
ADA, EVE = Verified({"sub": "ada"}), Verified({"sub": "eve"})


class House:
    """A keyring with everything around it: `old` is signed by k1, `new` by k2, `forged` by a key that never comes."""

    def __init__(self, *outcomes: Scripted) -> None:
        self.clock, self.source, self.verifier = FakeClock(), FakeKeySource(*outcomes), FakeVerifier()
        self.verifier.accept("old", {"sub": "ada"}, "k1")
        self.verifier.accept("new", {"sub": "eve"}, "k2")
        self.verifier.accept("forged", {}, "k666")
        self.keyring = Keyring(self.verifier, self.source, self.clock, TERMS, "main")

    async def after(self, seconds: float, token: str) -> Verified | Unverified:
        self.clock.advance(seconds)
        return await self.keyring.settle(token)

    def hold(self) -> asyncio.Event:
        self.source.gate = asyncio.Event()
        return self.source.gate

    async def opened(self) -> "House":
        assert await self.keyring.settle("old") == ADA
        return self


async def steps() -> None:
    """Lets everything that can go on go on."""
    for _step in range(10):
        await checkpoint()


def reason_of(outcome: object) -> object:
    return outcome.reason if isinstance(outcome, Unverified) else outcome


# Serving


async def test_before_the_first_fetch_the_keys_are_old() -> None:
    assert House(K1).keyring.verify("old") is KEYS_ARE_OLD


async def test_the_first_token_waits_for_the_first_keys() -> None:
    assert await House(K1).keyring.settle("old") == ADA


async def test_warming_fetches_before_anybody_asks() -> None:
    house = House(K1)
    house.keyring.warm()
    await steps()
    assert house.keyring.verify("old") == ADA


async def test_a_known_key_never_waits_even_while_the_issuer_hangs() -> None:
    house = await House(K1).opened()
    house.hold()
    house.clock.advance(301)
    assert house.keyring.verify("old") == ADA
    assert await house.keyring.settle("old") == ADA
    await house.keyring.close()


async def test_a_bad_signature_asks_for_no_fetch() -> None:
    house = await House(K1).opened()
    assert reason_of(await house.after(60, "garbage")) is TOKEN_SIGNATURE
    assert house.source.fetches == 1


async def test_young_keys_are_not_refreshed() -> None:
    house = await House(K1).opened()
    house.clock.advance(299)
    assert house.keyring.verify("old") == ADA
    await steps()
    assert house.source.fetches == 1


async def test_keys_of_age_are_refreshed_once_behind_the_token_that_finds_them() -> None:
    house = await House(K1, K2).opened()
    house.clock.advance(300)
    assert [house.keyring.verify("old") for _caller in range(50)] == [ADA] * 50
    assert house.keyring.verify("new") == KeyUnknown("k2")
    await steps()
    assert house.source.fetches == 2
    assert house.keyring.verify("new") == EVE


async def test_stale_keys_are_served_while_the_issuer_is_down_and_no_longer_than_stated() -> None:
    house = await House(K1, DOWN).opened()
    house.clock.advance(300 + 3599)
    assert house.keyring.verify("old") == ADA
    await steps()
    house.clock.advance(1)
    assert house.keyring.verify("old") is KEYS_ARE_OLD
    assert reason_of(await house.keyring.settle("old")) is KEYS_UNAVAILABLE


async def test_an_issuer_that_comes_back_is_believed_again() -> None:
    house = await House(K1, DOWN, K1).opened()
    assert reason_of(await house.after(300 + 3600, "old")) is KEYS_UNAVAILABLE
    assert await house.after(10, "old") == ADA


@pytest.mark.parametrize("failure", [DOWN, KeySet(b"no keys"), RuntimeError("a bug in an adapter")])
async def test_a_failed_fetch_keeps_the_keys_and_is_logged(failure: Scripted, caplog: pytest.LogCaptureFixture) -> None:
    house = await House(K1, failure, K2).opened()
    with caplog.at_level(logging.WARNING):
        assert await house.after(300, "old") == ADA
        await steps()
    assert house.keyring.verify("old") == ADA
    assert "keys of main were not refreshed" in caplog.text
    assert await house.after(10, "new") == EVE


async def test_keys_are_as_old_as_the_start_of_the_fetch_that_brought_them() -> None:
    house = House(K1)
    gate = house.hold()
    house.keyring.warm()
    await steps()
    house.clock.advance(200)
    gate.set()
    await steps()
    house.clock.advance(100)
    assert house.keyring.verify("old") == ADA
    await steps()
    assert house.source.fetches == 2


# Fetching


async def test_all_who_wait_share_one_fetch() -> None:
    house = House(K1)
    gate = house.hold()
    waiting = [asyncio.create_task(house.keyring.settle("old")) for _caller in range(100)]
    await steps()
    gate.set()
    assert await asyncio.gather(*waiting) == [ADA] * 100
    assert house.source.fetches == 1


async def test_a_waiter_that_gives_up_does_not_stop_it_for_the_others() -> None:
    house = House(K1)
    gate = house.hold()
    impatient, patient = (asyncio.create_task(house.keyring.settle("old")) for _caller in range(2))
    await steps()
    impatient.cancel()
    await steps()
    assert impatient.cancelled()
    gate.set()
    assert await patient == ADA
    assert house.source.fetches == 1


async def test_the_fetch_goes_on_when_its_only_waiter_gives_up() -> None:
    house = House(K1)
    gate = house.hold()
    impatient = asyncio.create_task(house.keyring.settle("old"))
    await steps()
    impatient.cancel()
    gate.set()
    await steps()
    assert house.keyring.verify("old") == ADA


async def test_after_a_failure_nobody_waits_and_nobody_asks_until_it_has_cooled() -> None:
    house = House(DOWN, K1)
    assert reason_of(await house.keyring.settle("old")) is KEYS_UNAVAILABLE
    for _second in range(9):
        assert reason_of(await house.after(1, "old")) is KEYS_UNAVAILABLE
    assert house.source.fetches == 1
    assert await house.after(1, "old") == ADA


async def test_a_failing_refresh_is_repeated_once_a_cooldown() -> None:
    house = await House(K1, DOWN).opened()
    house.clock.advance(300)
    for _second in range(60):
        assert house.keyring.verify("old") == ADA
        await steps()
        house.clock.advance(1)
    assert house.source.fetches == 1 + 6


# Keys that are not here


async def test_a_rotation_is_seen_by_the_first_token_that_is_signed_with_the_new_key() -> None:
    house = await House(K1, K2).opened()
    assert await house.after(100, "new") == EVE


async def test_a_rotation_just_after_a_refresh_is_seen_at_once() -> None:
    house = await House(K1, K1, K2).opened()
    house.clock.advance(300)
    await house.keyring.refresh()
    assert await house.after(0.001, "new") == EVE
    assert house.source.fetches == 3


async def test_rotations_close_to_each_other_refuse_no_valid_token() -> None:
    house = await House(K1, K1, K2).opened()
    await house.keyring.settle("forged")  # somebody else has just had the keys fetched
    assert await house.keyring.settle("new") == EVE


async def test_a_fetch_that_began_before_the_rotation_is_not_the_last_word() -> None:
    house = await House(K1, K1, K2).opened()
    house.clock.advance(300)
    gate = house.hold()
    house.keyring.verify("old")  # begins a refresh, which will bring the set from before the rotation
    waiting = asyncio.create_task(house.keyring.settle("new"))
    await steps()
    gate.set()
    assert await waiting == EVE
    assert house.source.fetches == 3


async def test_a_key_that_never_comes_is_unknown_and_not_unavailable() -> None:
    house = await House(K1, K1, DOWN).opened()
    assert reason_of(await house.keyring.settle("forged")) is TOKEN_KEY_UNKNOWN
    assert reason_of(await house.after(10, "forged")) is TOKEN_KEY_UNKNOWN


@pytest.mark.parametrize(("later", "fetches"), [(K1, 100), (DOWN, 11), (KeySet(b"no keys"), 11)])
async def test_a_flood_of_invented_keys_costs_a_fetch_a_respite_or_a_cooldown_while_it_fails(
    later: Scripted, fetches: int
) -> None:
    house = await House(K1, later).opened()
    began = house.clock.monotonic()
    while house.clock.monotonic() < began + 100:
        assert reason_of(await house.after(0.1, "forged")) is TOKEN_KEY_UNKNOWN
        assert house.keyring.verify("old") == ADA
    assert house.source.fetches <= 1 + fetches


async def test_invented_keys_at_the_same_moment_share_the_fetch_in_flight_and_one_after_it() -> None:
    house = await House(K1).opened()
    gate = house.hold()
    waiting = [asyncio.create_task(house.keyring.settle("forged")) for _caller in range(100)]
    await steps()
    gate.set()
    assert {reason_of(outcome) for outcome in await asyncio.gather(*waiting)} == {TOKEN_KEY_UNKNOWN}
    assert house.source.fetches == 3


async def test_a_key_that_never_comes_is_waited_for_until_one_fetch_after_its_token_and_no_longer() -> None:
    """Found under load: a slow issuer failed, each fetch was followed by the next, and the token waited for all."""
    house = await House(K1, DOWN).opened()
    house.clock.advance(300)
    gate = house.hold()
    house.keyring.verify("old")  # begins a refresh, which hangs
    waiting = asyncio.create_task(house.keyring.settle("forged"))
    for _fetch in range(2):
        await steps()
        assert not waiting.done()
        ended, gate = gate, house.hold()
        house.clock.advance(10)  # so that the next may begin when this one ends
        ended.set()
    await steps()
    assert waiting.done()
    assert reason_of(await waiting) is TOKEN_KEY_UNKNOWN
    await house.keyring.close()


async def test_a_reason_for_the_log_is_short_however_long_the_name_of_the_key() -> None:
    house = await House(K1).opened()
    house.verifier.accept("long", {}, "k" * 9000)
    outcome = await house.keyring.settle("long")
    assert isinstance(outcome, Unverified)
    assert len(outcome.why) < 200


# Closing


async def test_closing_stops_the_fetch_and_frees_those_who_wait_for_it() -> None:
    house = House(K1)
    house.hold()
    waiting = asyncio.create_task(house.keyring.settle("old"))
    await steps()
    await house.keyring.close()
    assert reason_of(await waiting) is KEYS_UNAVAILABLE
    assert house.source.is_closed


async def test_a_closed_keyring_fetches_nothing_and_serves_what_it_has() -> None:
    house = await House(K1).opened()
    await house.keyring.close()
    assert await house.after(301, "old") == ADA
    assert reason_of(await house.keyring.settle("new")) is TOKEN_KEY_UNKNOWN
    await house.keyring.close()
    assert house.source.fetches == 1


# Having keys, and handing them on


async def test_keys_have_been_had_once_they_came_however_old_they_grow() -> None:
    house = House(DOWN, K1)
    assert not house.keyring.has_had_keys
    await house.keyring.refresh()
    assert not house.keyring.has_had_keys
    house.clock.advance(10)
    await house.keyring.refresh()
    house.clock.advance(1_000_000)
    assert house.keyring.has_had_keys
