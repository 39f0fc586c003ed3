"""Notes: refusals are kept, or everything; no more than is told; nothing secret; and no runtime is kept alive."""

import gc

import pytest

from application.explanation.recalling import recalled
from application.gateway import Gateway
from application.noting.notes import Note, Notes, NoteTerms
from domain.message.headers import Headers
from domain.upstream.failure import Failure, FailureKind
from tests.fakes.clock import FakeClock
from tests.fakes.tokens import FakeTokenText
from tests.unit.application.house import CONFIG, House, plan_of


class Noting(House):
    def __init__(self, terms: NoteTerms, most_bytes: int = 100_000) -> None:
        super().__init__(clock=FakeClock())
        self.notes = Notes(terms, self.clock, most_bytes)
        former = self.gateway.runtime
        self.gateway = self.activation.gateway
        self.gateway._notes = self.notes
        assert former is self.gateway.runtime
        assert isinstance(self.gateway, Gateway)

    async def note_of(self, method: str, target: bytes, headers: Headers | None = None, token: str = "") -> Note:
        reply = await self.ask(method, target, token=token, headers=headers)
        found = self.notes.find(reply.exchange.request_id)
        assert found is not None
        return found


async def test_a_refusal_is_kept_and_a_call_that_was_let_in_is_not() -> None:
    house = Noting(NoteTerms(10))
    await house.ask("GET", b"/orders", token="viewer")
    await house.ask("POST", b"/orders", token="viewer")
    assert [note.outcome.reason for note in house.notes.latest()] == ["permission-missing"]


async def test_everything_is_kept_where_that_is_wanted() -> None:
    house = Noting(NoteTerms(10, every=True))
    await house.ask("GET", b"/orders", token="viewer")
    assert len(house.notes) == 1


async def test_no_more_are_kept_than_the_last_and_the_oldest_go() -> None:
    house = Noting(NoteTerms(3))
    for number in range(5):
        await house.ask("GET", b"/nowhere/%d" % number)
    assert [note.target for note in house.notes.latest()] == [b"/nowhere/4", b"/nowhere/3", b"/nowhere/2"]
    assert house.notes.find("r1") is None
    assert house.notes.find("r5") is not None


async def test_bytes_are_bounded_too_and_what_is_too_large_alone_is_not_kept() -> None:
    house = Noting(NoteTerms(1000), most_bytes=2_000)
    for _ in range(10):
        await house.ask("GET", b"/nowhere", headers=[(b"accept", b"x" * 100)])
    assert 1 <= len(house.notes) <= 2
    await house.ask("GET", b"/" + b"x" * 3_000)
    assert house.notes.find("r11") is None


async def test_nothing_secret_is_kept() -> None:
    house = Noting(NoteTerms(10))
    headers = [(b"cookie", b"s3cret"), (b"x-note", b"s3cret"), (b"authorization", b"Basic s3cret")]
    note = await house.note_of("GET", b"/orders?token=s3cret", headers)
    assert "s3cret" not in repr(note)


@pytest.mark.parametrize(
    ("method", "target", "token", "reason"),
    [
        ("POST", b"/orders", "viewer", "permission-missing"),
        ("GET", b"/orders", "", "token-missing"),
        ("GET", b"/orders", "forged", "token-signature"),
        ("GET", b"/nowhere?a=b", "", "route-unknown"),
        ("GET", b"/orders/../x", "", "path-unsafe"),
    ],
)
async def test_the_explanation_comes_to_what_was_decided(method: str, target: bytes, token: str, reason: str) -> None:
    house = Noting(NoteTerms(10))
    note = await house.note_of(method, target, token=token)
    found = recalled(note, FakeTokenText(house.opening.verifier))
    assert found is not None
    assert found.recorded is not None
    assert (found.decision.reason, found.recorded.reason, found.recorded.agrees) == (reason, reason, True)


async def test_what_the_upstream_did_is_told_as_it_was() -> None:
    house = Noting(NoteTerms(10))
    house.orders.outcomes = [Failure(FailureKind.RESET, "closed")]
    note = await house.note_of("GET", b"/open/a")
    found = recalled(note, FakeTokenText(house.opening.verifier))
    assert found is not None
    assert (found.decision.reason, found.decision.stage, found.decision.why) == ("upstream-reset", "upstream", "closed")
    assert found.sending is not None


async def test_a_configuration_that_is_gone_is_not_explained_by_another() -> None:
    house = Noting(NoteTerms(10))
    note = await house.note_of("GET", b"/nowhere")
    former = house.activation.activate(plan_of(CONFIG))
    assert former is not None
    await former.close()
    del former
    gc.collect()
    assert recalled(note, FakeTokenText(house.opening.verifier)) is None


async def test_what_cannot_be_kept_does_not_change_the_answer() -> None:
    house = Noting(NoteTerms(10))
    house.notes._kept_of = None  # type: ignore[assignment,method-assign]
    assert (await house.ask("GET", b"/nowhere")).status == 404
