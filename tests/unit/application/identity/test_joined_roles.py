"""Roles from another service: joined with the token's own, remembered by subject, and refused where it is silent."""

import asyncio
from typing import Any

import pytest

from application.identity.identifying import Bearer, Known, Pending
from application.identity.joined_roles import JoinedRoles, RoleDesk
from domain.identity.principal import Principal
from domain.identity.role_lookup import RoleLookup
from domain.message.reason import TOKEN_EXPIRED
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.spec.asking import AskingTerms
from tests.fakes.clock import FakeClock
from tests.fakes.lookups import DOWN, FakeRoleSource
from tests.fakes.settling import settled
from tests.unit.domain.builders import request

FRESH, STALE = 30.0, 100.0
ADA = Principal("ada", frozenset(("own",)), credential="main")


class Inner(Bearer):
    """Knows whom it is told to know, at once or after a wait."""

    challenge, takes_tokens = b"Bearer", True

    def __init__(self) -> None:
        self.known: Known = ADA
        self.waits = False

    def is_presented(self, request: Request) -> bool:
        return b"authorization" in request.named

    def identify(self, request: Request) -> Known | Pending:
        return self._found()

    def recall(self, field: bytes) -> Known | None:
        return self.known if field == b"remembered" else None

    def examine(self, token: str, field: bytes) -> Known | Pending:
        return self._found()

    def _found(self) -> Known | Pending:
        async def late() -> Known:
            return self.known

        return Pending(late) if self.waits else self.known


class Rig:
    def __init__(self, *, stale_for: float = 0.0) -> None:
        asking = AskingTerms(total=30.0, failures=2, cooldown=5.0)
        url = "https://auth.example/{credential}/{subject}"
        lookup = RoleLookup("auth", url, fresh=FRESH, stale_for=stale_for, most=100, asking=asking)
        self.clock, self.source, self.inner = FakeClock(), FakeRoleSource(lookup), Inner()
        self.desk = RoleDesk(lookup, self.source, self.clock)
        self.joined = JoinedRoles(self.inner, self.desk)
        self.source.subjects["ada"] = ["viewer"]

    def at_once(self) -> Known | Pending:
        return self.joined.identify(request())

    async def roles(self) -> set[str] | str:
        """The roles, or the reason."""
        found = self.at_once()
        known = await found.settle() if isinstance(found, Pending) else found
        return set(known.roles) if isinstance(known, Principal) else known.reason.name


@pytest.fixture
async def rig() -> Rig:
    return Rig()


async def test_looked_up_roles_are_joined_with_the_tokens_own(rig: Rig) -> None:
    assert await rig.roles() == {"own", "viewer"}


async def test_while_they_are_remembered_nobody_waits(rig: Rig) -> None:
    await rig.roles()
    assert isinstance(rig.at_once(), Principal)
    assert len(rig.source.asked) == 1


async def test_who_has_them_all_already_stays_who_it_is(rig: Rig) -> None:
    rig.source.subjects["ada"] = ["own"]
    await rig.roles()
    assert rig.at_once() is ADA


async def test_a_role_that_is_taken_away_is_gone_when_the_time_is_over_whatever_remembers_the_token(rig: Rig) -> None:
    await rig.roles()
    rig.source.subjects["ada"] = []
    rig.clock.advance(FRESH - 1)
    assert await rig.roles() == {"own", "viewer"}
    rig.clock.advance(1)
    assert await rig.roles() == {"own"}


async def test_an_answer_is_as_old_as_its_question(rig: Rig) -> None:
    rig.source.gate = asyncio.Event()
    asking = asyncio.create_task(rig.roles())
    await settled()
    rig.clock.advance(FRESH)
    rig.source.gate.set()
    await asking
    assert isinstance(rig.at_once(), Pending)


async def test_a_service_that_is_down_refuses(rig: Rig) -> None:
    rig.source.down = DOWN
    assert [await rig.roles() for _ in range(5)] == ["roles-unavailable"] * 5
    assert len(rig.source.asked) == 2
    known = await rig.desk.settle(("ada", "main"))
    assert isinstance(known, Refusal)
    assert (known.status, dict(known.headers)) == (503, {b"retry-after": b"5"})


async def test_old_roles_are_not_believed_unless_it_is_said(rig: Rig) -> None:
    await rig.roles()
    rig.source.down = DOWN
    rig.clock.advance(FRESH)
    assert await rig.roles() == "roles-unavailable"


async def test_old_roles_are_believed_for_the_stated_time_while_the_service_is_down() -> None:
    rig = Rig(stale_for=STALE)
    await rig.roles()
    rig.source.down = DOWN
    rig.clock.advance(FRESH + STALE - 1)
    assert await rig.roles() == {"own", "viewer"}
    rig.clock.advance(1)
    assert await rig.roles() == "roles-unavailable"


async def test_old_roles_give_way_to_an_answer() -> None:
    rig = Rig(stale_for=STALE)
    await rig.roles()
    rig.source.subjects["ada"] = ["admin"]
    rig.clock.advance(FRESH)
    assert await rig.roles() == {"own", "admin"}


async def test_a_subject_that_the_service_does_not_know_is_refused_and_remembered(rig: Rig) -> None:
    rig.source.subjects.clear()
    assert [await rig.roles() for _ in range(3)] == ["subject-unknown"] * 3
    assert len(rig.source.asked) == 1


async def test_an_answer_that_is_none_refuses_only_who_it_is_about(rig: Rig) -> None:
    rig.source.subjects["ada"] = "viewer"
    assert [await rig.roles() for _ in range(5)] == ["roles-unavailable"] * 5
    rig.inner.known = Principal("bob", credential="main")
    rig.source.subjects["bob"] = ["viewer"]
    assert await rig.roles() == {"viewer"}


async def test_subjects_are_a_credentials_own(rig: Rig) -> None:
    await rig.roles()
    rig.inner.known = Principal("ada", credential="partner")
    await rig.roles()
    assert rig.source.asked == ["https://auth.example/main/ada", "https://auth.example/partner/ada"]


async def test_one_question_a_subject_however_many_ask(rig: Rig) -> None:
    rig.source.gate = asyncio.Event()
    asking = [asyncio.create_task(rig.roles()) for _ in range(20)]
    await settled()
    rig.source.gate.set()
    assert await asyncio.gather(*asking) == [{"own", "viewer"}] * 20
    assert len(rig.source.asked) == 1


async def test_a_bad_credential_costs_no_question(rig: Rig) -> None:
    for rig.inner.waits in (False, True):
        rig.inner.known = Refusal(TOKEN_EXPIRED)
        assert await rig.roles() == "token-expired"
    assert rig.source.asked == []


async def test_a_credential_that_has_to_be_asked_for_is_joined_as_well(rig: Rig) -> None:
    rig.inner.waits = True
    assert [await rig.roles(), await rig.roles()] == [{"own", "viewer"}] * 2
    assert len(rig.source.asked) == 1


async def test_tokens_from_elsewhere_are_joined_too(rig: Rig) -> None:
    assert rig.joined.recall(b"unheard") is None
    assert isinstance(rig.joined.recall(b"remembered"), Pending)
    await rig.roles()
    found: Any = rig.joined.recall(b"remembered")
    examined: Any = rig.joined.examine("token", b"")
    assert found.roles == examined.roles == {"own", "viewer"}


async def test_it_is_presented_and_asked_for_like_what_it_is_around(rig: Rig) -> None:
    assert rig.joined.is_presented(request(headers=[(b"authorization", b"x")]))
    assert not rig.joined.is_presented(request())
    assert (rig.joined.challenge, rig.joined.takes_tokens) == (b"Bearer", True)


async def test_closing_closes_the_way_to_the_service(rig: Rig) -> None:
    await rig.desk.close()
    assert rig.source.is_closed
    assert isinstance(await rig.desk.settle(("ada", "main")), Refusal)
