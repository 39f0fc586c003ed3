"""Step-up compiles where somebody signs in, and says something a client can be told."""

from dataclasses import replace

import pytest

from domain.identity.step_up import StepUp
from domain.spec.requirement import Authenticated
from domain.spec.route import StepUpSpec
from tests.unit.domain.builders import at, codes, faults, plan, route, spec, texts

GUARDED = route(require=Authenticated(at()))


def test_what_is_written_is_what_the_route_asks_for() -> None:
    written = replace(GUARDED, step_up=StepUpSpec(at(), texts("gold", "urn:mace:incommon:iap:silver"), 300.0))
    assert plan(spec(written)).routes[0].step_up == StepUp(("gold", "urn:mace:incommon:iap:silver"), 300.0)


def test_where_nothing_is_written_nothing_is_asked() -> None:
    assert plan(spec(GUARDED)).routes[0].step_up is None


def test_a_public_route_asks_nobody() -> None:
    assert codes(faults(spec(replace(route(), step_up=StepUpSpec(at(), texts("gold")))))) == ["step-up-public"]


def test_a_route_that_does_not_say_who_may_call_it_is_not_called_public() -> None:
    written = replace(route(require=None), step_up=StepUpSpec(at(), texts("gold")))
    assert codes(faults(spec(written))) == ["require-missing"]


def test_one_of_the_two_is_needed() -> None:
    assert codes(faults(spec(replace(GUARDED, step_up=StepUpSpec(at()))))) == ["step-up-empty"]


@pytest.mark.parametrize("word", ['a"b', "a b", "a\\b", "é", ""])
def test_a_word_that_would_break_the_challenge_is_a_fault(word: str) -> None:
    assert codes(faults(spec(replace(GUARDED, step_up=StepUpSpec(at(), texts(word)))))) == ["acr-malformed"]
