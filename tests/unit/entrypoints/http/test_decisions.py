"""The decisions of one worker, as it tells them: those that fit, the latest first; explained when one is asked for."""

from application.noting.notes import Notes, NoteTerms
from entrypoints.http.decisions import Decisions
from tests.fakes.clock import FakeClock
from tests.unit.application.house import House


async def decisions(house: House) -> Decisions:
    notes = house.gateway._notes = Notes(NoteTerms(10), house.clock)
    await house.ask("GET", b"/nowhere")
    await house.ask("POST", b"/orders", token="viewer")
    await house.ask("GET", b"/orders")
    return Decisions(notes)


async def test_those_that_fit_are_told_the_latest_first() -> None:
    found = await decisions(House(clock=FakeClock()))
    assert [one["reason"] for one in found.latest({})["decisions"]] == [
        "token-missing",
        "permission-missing",
        "route-unknown",
    ]
    assert [one["request_id"] for one in found.latest({"status": 403})["decisions"]] == ["r2"]
    assert [one["request_id"] for one in found.latest({"route": "list-orders"})["decisions"]] == ["r3"]
    assert len(found.latest({"limit": 1})["decisions"]) == 1


async def test_one_is_explained_as_a_document() -> None:
    house = House(clock=FakeClock())  # what explains it lives as long as this
    told = (await decisions(house)).one("r2")
    assert told is not None
    assert (told["decision"]["reason"], told["recorded"]["agrees"]) == ("permission-missing", True)


async def test_what_is_not_kept_is_not_known() -> None:
    assert (await decisions(House(clock=FakeClock()))).one("r9") is None
    assert Decisions(None).one("r1") is None
    assert Decisions(None).latest({}) == {"noting": False, "kept": 0, "decisions": []}
