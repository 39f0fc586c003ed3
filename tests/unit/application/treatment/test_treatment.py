"""`treated`, through the whole gateway: in which order a route's own steps see a call, and which of them ends it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from application.admitted import Admitted
from application.ports.clock import Clock
from application.ports.transport import Answer
from application.reply import Reply
from application.treatment.treatment import Intake, Outlet, PlannedCall, Source, Taken, Treatment
from application.treatment.whole import WholeAnswer
from domain.message.headers import Headers
from domain.message.reason import ANSWER_INVALID, BODY_INVALID
from domain.message.refusal import Refusal
from tests.unit.application.house import CONFIG, House

TEXT = (
    CONFIG.rstrip("\n")
    + """
  treated: {match: "POST /treated", to: orders, require: public}
"""
)


@dataclass
class Step(Intake, Outlet):
    """Puts its name behind what it is given, or refuses."""

    name: str
    seen: list[str]
    refusal: Refusal | None = None
    given: list[Taken] = field(default_factory=list)

    async def take(self, admitted: Admitted, body: Taken) -> Taken | Refusal:
        self.seen.append(self.name)
        self.given.append(body)
        return self.refusal or (body + self.name.encode() if isinstance(body, bytes) else self.name.encode())

    def objection(self, admitted: Admitted) -> Refusal | None:
        return self.refusal

    async def give(self, admitted: Admitted, answer: Answer) -> Answer | Refusal:
        self.seen.append(self.name)
        await answer.release()
        body = (answer.whole or b"") + self.name.encode()
        return self.refusal or WholeAnswer(answer.status, [(b"content-length", b"%d" % len(body))], body)


@dataclass
class Own(Source):
    seen: list[str]
    refusal: Refusal | None = None
    given: list[Taken] = field(default_factory=list)

    async def answer(self, admitted: Admitted, body: Taken, clock: Clock) -> Answer | Refusal:
        self.seen.append("source")
        self.given.append(body)
        return self.refusal or WholeAnswer(203, [], b"own")

    def calls(self, admitted: Admitted) -> Iterator[PlannedCall]:
        yield from ()

    def homeward(self, answer: Answer, admitted: Admitted) -> tuple[Headers, Answer]:
        self.seen.append("homeward")
        return [(b"x-own", b"1")], answer


async def asked(treatment: Treatment) -> tuple[House, Reply]:
    house = House(TEXT)
    runtime = house.gateway.runtime
    assert runtime is not None
    runtime.routes = [replace(route, treatment=treatment) for route in runtime.routes]
    headers = [(b"content-length", b"2")]
    return house, await house.ask("POST", b"/treated", b"xx", headers=headers)


async def test_each_intake_sees_what_the_one_before_it_has_given_and_the_upstream_what_the_last_has() -> None:
    seen: list[str] = []
    first, second = Step("a", seen), Step("b", seen)
    house, reply = await asked(Treatment((first, second)))
    assert (reply.status, seen, second.given, house.orders.bodies) == (200, ["a", "b"], [b"a"], [b"ab"])


async def test_an_intake_that_refuses_ends_it_and_nobody_after_it_is_asked() -> None:
    seen: list[str] = []
    steps = Step("a", seen, Refusal(BODY_INVALID)), Step("b", seen)
    house, reply = await asked(Treatment(steps, Own(seen), (Step("c", seen),)))
    assert (reply.status, seen, house.orders.calls) == (422, ["a"], [])


async def test_outlets_change_the_answer_one_after_the_other() -> None:
    seen: list[str] = []
    house, reply = await asked(Treatment(outlets=(Step("a", seen), Step("b", seen))))
    assert (reply.status, seen, reply.body) == (200, ["a", "b"], b"ab")
    assert house.orders.answers[0].is_released


async def test_an_outlet_that_refuses_is_the_last() -> None:
    seen: list[str] = []
    _, reply = await asked(Treatment(outlets=(Step("a", seen, Refusal(ANSWER_INVALID)), Step("b", seen))))
    assert (reply.status, seen) == (502, ["a"])


async def test_a_source_answers_in_the_place_of_the_upstream_with_a_head_of_its_own() -> None:
    seen: list[str] = []
    source = Own(seen)
    house, reply = await asked(Treatment((Step("a", seen),), source, (Step("b", seen),)))
    assert (reply.status, reply.body, house.orders.calls, source.given) == (203, b"ownb", [], [b"a"])
    assert (seen, reply.headers[0]) == (["a", "source", "b", "homeward"], (b"x-own", b"1"))


async def test_what_a_source_refuses_no_outlet_sees() -> None:
    seen: list[str] = []
    _, reply = await asked(Treatment((), Own(seen, Refusal(ANSWER_INVALID)), (Step("b", seen),)))
    assert (reply.status, seen) == (502, ["source"])
