"""Gathering: a policy gets the facts that it asks for, and nobody reads the clock for one that does not."""

from dataclasses import dataclass

from application.identity.gathering import Gathering, gathering_for
from domain.identity.principal import Principal
from domain.permissions.decision import ALLOW, Decision
from domain.permissions.facts import Asks, Facts
from domain.permissions.policy import HasRole, Policy, SubjectIs
from tests.fakes.clock import FakeClock
from tests.unit.domain.builders import request


@dataclass(frozen=True)
class Timed(Policy):
    @property
    def asks(self) -> Asks:
        return Asks.MOMENT

    def decide(self, principal: Principal, facts: Facts) -> Decision:
        return ALLOW

    def __str__(self) -> str:
        return "timed"


def test_a_policy_that_asks_about_the_caller_alone_has_nothing_gathered_for_it() -> None:
    assert gathering_for(HasRole("viewer", frozenset()), FakeClock()) is None


def test_the_facts_are_the_requests() -> None:
    gathering = gathering_for(SubjectIs("id"), FakeClock())
    assert gathering is not None
    asked = request("POST", headers=[(b"x-a", b"1")])
    facts = gathering.facts(asked, {"id": "7"})
    assert (facts.parameters, facts.method, facts.client) == ({"id": "7"}, "POST", asked.client)
    assert (facts.headers, facts.named) == ([(b"x-a", b"1")], {b"x-a": b"1"})


def test_the_clock_is_read_only_for_a_policy_that_asks_for_the_time() -> None:
    clock = FakeClock()
    assert gathering_for(SubjectIs("id"), clock) == Gathering(None)
    timed = gathering_for(Timed(), clock)
    assert timed is not None
    assert timed.facts(request(), {}).moment == clock.now()
