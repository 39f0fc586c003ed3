"""Levels of access: each method has its own policy, and a method without one is nobody's."""

from domain.message import reason
from domain.permissions.by_method import ByMethod
from domain.permissions.decision import ALLOW, Denial, undecided
from domain.permissions.facts import NO_FACTS, Asks, Facts
from domain.permissions.hours import Hours
from domain.permissions.policy import Authenticated, HasRole, SubjectIs
from tests.unit.domain.builders import principal

LEVELS = ByMethod({"GET": Authenticated(), "POST": HasRole("manager", frozenset(("manager",)))})


def test_the_method_chooses_the_policy() -> None:
    assert LEVELS.decide(principal(), Facts(method="GET")) is ALLOW
    denial = Denial(reason.ROLE_MISSING, "role manager is missing")
    assert LEVELS.decide(principal(), Facts(method="POST")) == denial
    assert LEVELS.decide(principal("manager"), Facts(method="POST")) is ALLOW


def test_the_policy_of_a_method_is_told_what_the_request_says() -> None:
    own = ByMethod({"PUT": SubjectIs("id")})
    assert own.decide(principal(), Facts({"id": "ada"}, method="PUT")) is ALLOW


def test_a_method_of_which_nothing_is_said_is_denied() -> None:
    why = "nothing is said of the method"
    assert LEVELS.decide(principal(), Facts(method="get")) == undecided(reason.NONE_SATISFIED, f"{why} get")
    assert LEVELS.decide(principal("manager"), NO_FACTS) == undecided(reason.NONE_SATISFIED, f"{why} (none)")


def test_it_asks_for_the_request_and_for_what_its_policies_ask() -> None:
    assert LEVELS.asks == Asks.REQUEST | Asks.CALLER
    assert ByMethod({"GET": Hours()}).asks == Asks.REQUEST | Asks.MOMENT


def test_it_prints_as_a_table() -> None:
    assert str(LEVELS) == "(GET: any authenticated caller; POST: role manager)"
