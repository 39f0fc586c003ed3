"""Revoking: what is known holds at once and for a time, and nobody waits for where it is kept."""

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest

from application.identity.revocation_reading import TIDY_AFTER, RevocationReading
from application.identity.revoking import Revoking
from domain.identity.principal import Principal
from domain.identity.revocation import Revocation, Revoked
from domain.identity.revocation_terms import RevocationOrigin, RevocationTerms
from tests.fakes.held_clock import HeldClock
from tests.fakes.revocation import FakeRevocationList

ADA = Principal("ada", claims={"iss": "idp", "jti": "t1", "iat": 1_800_000_000})
BOB = Principal("bob", claims={"iss": "idp", "jti": "t2", "iat": 1_800_000_000})
T1 = Revocation(Revoked.TOKEN, "t1")


async def arrived() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


class Rig:
    """Looks every 2 s; what was read is believed for 10 s."""

    def __init__(self, *revocations: Revocation, fails_open: bool = False, many: int = 1000, most: int = 100) -> None:
        self.clock, self.source = HeldClock(arrived), FakeRevocationList(*revocations, many=many)
        terms = RevocationTerms(RevocationOrigin.FILE, "", every=2.0, stale_for=10.0, fails_open=fails_open)
        self.reading = RevocationReading(self.source, self.clock, accepts_unnamed=False, most=most)
        self.revoking = Revoking(self.reading, terms, self.clock)

    async def begun(self) -> "Rig":
        self.revoking.warm()
        await self.revoking.tried()
        return self

    def is_held_up(self) -> bool:
        return self.revoking.holds_up

    def says(self, who: Principal = ADA) -> str:
        refusal = self.revoking.objection(who)
        return refusal.reason.name if refusal else "let in"


@pytest.fixture
async def rigs() -> AsyncIterator[list[Rig]]:
    """What is put in is closed at the end."""
    made: list[Rig] = []
    yield made
    for rig in made:
        await rig.revoking.close()
        assert rig.source.is_closed


async def rig_with(rigs: list[Rig], rig: Rig) -> Rig:
    rigs.append(rig)
    return await rig.begun()


async def test_what_is_revoked_is_refused_from_the_first_reading_on(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig(T1))
    assert (rig.says(ADA), rig.says(BOB)) == ("token-revoked", "let in")


async def test_what_is_revoked_later_is_refused_after_the_next_look(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig())
    assert rig.says() == "let in"
    await rig.source.add(T1)
    await rig.clock.pass_by(1.75)
    assert rig.says() == "let in"
    await rig.clock.pass_by(0.25)
    assert rig.says() == "token-revoked"


async def test_before_the_first_reading_nobody_is_let_in(rigs: list[Rig]) -> None:
    rig = Rig()
    assert rig.is_held_up()
    assert rig.says() == "revocation-unavailable"
    rig.source.failing = "down"
    await rig_with(rigs, rig)
    assert rig.is_held_up()
    assert rig.says() == "revocation-unavailable"
    rig.source.failing = None
    await rig.clock.pass_by(2)
    assert not rig.is_held_up()
    assert rig.says() == "let in"


async def test_a_list_that_cannot_be_read_is_believed_for_a_while_and_then_nobody_is_let_in(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig(T1))
    rig.source.failing = "down"
    await rig.clock.pass_by(9.75)
    assert (rig.says(ADA), rig.says(BOB), rig.revoking.is_stale) == ("token-revoked", "let in", False)
    await rig.clock.pass_by(0.25)
    assert (rig.says(ADA), rig.says(BOB), rig.revoking.is_stale) == ("token-revoked", "revocation-unavailable", True)
    rig.source.failing = None
    await rig.clock.pass_by(2)
    assert (rig.says(ADA), rig.says(BOB), rig.revoking.is_stale) == ("token-revoked", "let in", False)


async def test_where_it_fails_open_what_is_known_goes_on_to_hold(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig(T1, fails_open=True))
    rig.source.failing = "down"
    await rig.clock.pass_by(100)
    assert (rig.says(ADA), rig.says(BOB), rig.revoking.is_stale) == ("token-revoked", "let in", True)


async def test_where_it_fails_open_a_start_waits_for_nothing(rigs: list[Rig]) -> None:
    rig = Rig(fails_open=True)
    rig.source.failing = "down"
    await rig_with(rigs, rig)
    assert (rig.says(), rig.is_held_up()) == ("let in", False)


async def test_a_503_says_when_to_ask_again_and_a_401_that_a_token_is_wanted() -> None:
    rig = Rig()
    refusal = rig.revoking.objection(BOB)
    assert refusal is not None
    assert (refusal.status, refusal.headers) == (503, ((b"retry-after", b"1"),))
    rig.reading.known.add(T1, rig.clock.now())
    refusal = rig.revoking.objection(ADA)
    assert refusal is not None
    assert refusal.status == 401
    assert b'error="invalid_token"' in dict(refusal.headers)[b"www-authenticate"]
    assert "t1" in refusal.why
    assert all(b"t1" not in value for _, value in refusal.headers)


async def test_an_adapter_that_raises_is_a_list_that_cannot_be_read(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig(T1))
    rig.source.failing = ZeroDivisionError("a bug")
    await rig.clock.pass_by(10)
    assert rig.says(BOB) == "revocation-unavailable"
    rig.source.failing = None
    await rig.clock.pass_by(2)
    assert (rig.says(ADA), rig.says(BOB)) == ("token-revoked", "let in")


async def test_a_reading_that_hangs_is_noticed_by_those_who_ask(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig())

    async def for_ever() -> None:
        await asyncio.Event().wait()

    rig.source.read = for_ever  # type: ignore[method-assign, assignment]
    await rig.clock.pass_by(10)
    assert rig.says(BOB) == "revocation-unavailable"


async def test_a_long_list_is_read_to_its_end_before_it_counts(rigs: list[Rig]) -> None:
    several = [Revocation(Revoked.TOKEN, f"x{number}") for number in range(9)]
    rig = await rig_with(rigs, Rig(*several, T1, many=2))
    assert (rig.source.reads, rig.says(ADA), rig.says(BOB)) == (6, "token-revoked", "let in")


async def test_more_than_can_be_kept_is_a_list_that_cannot_be_read_and_what_is_known_stays(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig(T1, most=10))
    rig.source.held += [Revocation(Revoked.TOKEN, f"x{number}") for number in range(10)]
    await rig.clock.pass_by(100)
    assert (rig.says(ADA), rig.says(BOB)) == ("token-revoked", "revocation-unavailable")
    assert rig.reading.known.count() <= 11
    del rig.source.held[5:]
    await rig.clock.pass_by(2)
    assert (rig.says(ADA), rig.says(BOB)) == ("token-revoked", "let in")


async def test_what_is_past_is_forgotten_and_makes_room(rigs: list[Rig]) -> None:
    rig = Rig(most=10)
    soon = rig.clock.now() + 5
    rig.source.held = [Revocation(Revoked.TOKEN, f"x{number}", until=soon) for number in range(10)]
    await rig_with(rigs, rig)
    assert rig.reading.known.count() == 10
    await rig.clock.pass_by(TIDY_AFTER)
    await rig.source.add(T1)
    await rig.clock.pass_by(2)
    assert (rig.reading.known.count(), rig.says()) == (1, "token-revoked")


async def test_who_is_being_watched_is_told_of_at_the_next_look(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig())
    ended: list[str] = []
    with (
        rig.revoking.watching(ADA, lambda: ended.append("ada")),
        rig.revoking.watching(BOB, lambda: ended.append("bob")),
    ):
        await rig.source.add(T1)
        await rig.clock.pass_by(2)
        assert set(ended) == {"ada"}
    ended.clear()
    await rig.clock.pass_by(2)
    assert ended == []


async def test_who_is_revoked_already_is_told_of_at_once(rigs: list[Rig]) -> None:
    rig = await rig_with(rigs, Rig(T1))
    ended: list[str] = []
    with rig.revoking.watching(ADA, lambda: ended.append("ada")):
        assert ended == ["ada"]


async def test_the_log_has_a_line_for_each_turn_and_not_for_each_look(
    rigs: list[Rig], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "limen.revocation")
    rig = await rig_with(rigs, Rig())
    rig.source.failing = "down"
    await rig.clock.pass_by(30)
    rig.source.failing = None
    await rig.clock.pass_by(10)
    assert [(record.levelname, "down" in record.message) for record in caplog.records] == [
        ("WARNING", True),
        ("ERROR", False),
        ("INFO", False),
    ]
    assert "guarded requests are refused" in caplog.records[1].message
