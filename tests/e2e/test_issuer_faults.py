"""An issuer that is down, slow, wrong or flooded: no valid token is refused for it, and none waits for it.

The keys of this gateway age in tenths of seconds. What minutes of load come to is measured by `make soak-issuers`.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from application.identity.keyring import KeyringTerms
from tests.e2e.aging_gateway import AgingGateway
from tests.e2e.faulty_issuer import Mood
from tests.e2e.serving import Answered, call, until
from tests.e2e.shop_tokens import KNOWN, UNKNOWN, ShopTokens
from tests.e2e.token_callers import Seen, call_until

pytestmark = pytest.mark.e2e
TERMS = KeyringTerms(refresh_after=0.3, stale_for=3600, cooldown=0.2, respite=0.1)
FLOOD = 2000  # tokens


@dataclass
class House:
    tokens: ShopTokens
    gateway: AgingGateway
    seen: list[int] = field(default_factory=list)

    def ask(self) -> Answered:
        answer = call(self.gateway.port, "GET", "/orders", token=self.tokens.valid()[0])
        self.seen.append(answer.status)
        return answer

    def failed_again(self, failures: int) -> bool:
        """Asks with a valid token each time."""
        self.ask()
        return self.gateway.failures() >= failures


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    tokens = ShopTokens()
    with tokens.issuer, AgingGateway(tmp_path, tokens.issuer, TERMS) as gateway:
        house = House(tokens, gateway)
        assert house.ask().status == 200
        yield house


@pytest.mark.parametrize("mood", [Mood.STOPPED, Mood.ERROR, Mood.GARBAGE, Mood.EMPTY, Mood.HUGE])
def test_old_keys_serve_on_while_the_issuer_fails_and_it_is_asked_once_a_cooldown(house: House, mood: Mood) -> None:
    issuer = house.tokens.issuer
    began, fetches = time.monotonic(), issuer.fetches
    issuer.mood = mood
    until(lambda: house.failed_again(4), "four fetches have failed")
    assert issuer.fetches - fetches <= (time.monotonic() - began) / TERMS.cooldown + 1
    assert issuer.most_at_once == 1
    assert set(house.seen) == {200}


def test_a_slow_issuer_makes_nobody_wait_whose_key_is_known(house: House) -> None:
    issuer = house.tokens.issuer
    issuer.mood = Mood.SLOW
    until(lambda: house.ask().status == 200 and issuer.waiting == 1, "a refresh hangs")
    fetches = issuer.fetches
    assert {house.ask().status for _ in range(100)} == {200}
    assert (issuer.waiting, issuer.fetches) == (1, fetches), "all were answered while it hung"


def test_an_issuer_that_is_back_is_believed_again(house: House) -> None:
    issuer = house.tokens.issuer
    issuer.mood = Mood.STOPPED
    until(lambda: house.failed_again(1), "a fetch has failed")
    issuer.mood = Mood.WELL
    fetches = issuer.fetches
    until(lambda: house.ask().status == 200 and issuer.fetches > fetches, "it is asked again")
    house.tokens.rotate()
    assert {house.ask().status for _ in range(20)} == {200}


def test_keys_beyond_their_age_are_not_believed_and_new_ones_are(tmp_path: Path) -> None:
    tokens, terms = ShopTokens(), KeyringTerms(refresh_after=0.2, stale_for=0.2, cooldown=0.2, respite=0.1)
    with tokens.issuer, AgingGateway(tmp_path, tokens.issuer, terms) as gateway:
        house = House(tokens, gateway)
        assert house.ask().status == 200
        tokens.issuer.mood = Mood.STOPPED
        until(lambda: house.ask().status != 200, "the keys are too old")
        refused = house.ask()
        assert (refused.status, refused.reason) == (503, "keys-unavailable")
        assert "retry-after" in refused.headers
        tokens.issuer.mood = Mood.WELL
        until(lambda: house.ask().status == 200, "it is asked again")
    assert set(house.seen) == {200, 503}


@pytest.mark.parametrize("mood", [Mood.WELL, Mood.STOPPED, Mood.ERROR])
def test_a_flood_of_unknown_keys_costs_the_issuer_little_and_valid_tokens_nothing(house: House, mood: Mood) -> None:
    issuer = house.tokens.issuer
    seen: list[Seen] = []
    issuer.mood = mood
    began, fetches, failures = time.monotonic(), issuer.fetches, house.gateway.failures()
    asyncio.run(flooded(house, seen))
    took = time.monotonic() - began
    counts = Counter((one.of, one.status, one.reason) for one in seen)
    assert counts.pop((UNKNOWN, 401, "token-key-unknown")) >= FLOOD
    assert counts.pop((KNOWN, 200, "")) > 0
    assert not counts
    rest = TERMS.respite if mood is Mood.WELL else TERMS.cooldown
    assert max(issuer.fetches - fetches, house.gateway.failures() - failures) <= took / rest + 1
    assert issuer.most_at_once == 1


async def flooded(house: House, seen: list[Seen]) -> None:
    """Valid callers beside a flood, until that is over."""
    over = asyncio.Event()

    async def end() -> None:
        while sum(one.of == UNKNOWN for one in seen) < FLOOD:
            await asyncio.sleep(0.1)
        over.set()

    await asyncio.gather(
        end(),
        call_until(over, house.gateway.port, house.tokens.unknown, seen.append, callers=100, pause=0.01),
        call_until(over, house.gateway.port, house.tokens.valid, seen.append, callers=4, pause=0.01),
    )
