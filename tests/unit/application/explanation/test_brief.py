"""The explanation in brief: JSON in visible ASCII, and never longer than a header may be."""

import json
from dataclasses import replace

from application.explanation.brief import LONGEST, brief
from tests.unit.application.explanation.explained_shop import MANAGER, VIEWER, explanation


def test_a_refusal_tells_its_route_its_policy_and_the_line() -> None:
    told = json.loads(brief(explanation("PUT", "/orders/7", who=VIEWER)))
    assert (told["route"], told["stage"], told["policy"]["outcome"]) == ("any-order", "policy", "undecided")
    assert told["at"].startswith("gateway.yaml:")


def test_what_is_said_is_ascii_whatever_the_caller_is_called() -> None:
    text = brief(explanation("GET", "/orders", who=replace(MANAGER, subject="Ünï\r\nx: y")))
    assert text.isascii()
    assert b"\r" not in text
    assert b"\n" not in text


def test_what_is_too_long_loses_its_details_and_keeps_its_decision() -> None:
    found = explanation("GET", "/orders", who=replace(MANAGER, subject="a" * 2 * LONGEST))
    told = json.loads(brief(found))
    assert told["outcome"] == "forwarded"
    assert "subject" not in told
    assert len(brief(found)) <= LONGEST


def test_even_what_cannot_be_shortened_is_short() -> None:
    found = explanation("GET", "/orders", who=MANAGER)
    assert found.routing is not None
    endless = replace(found, routing=replace(found.routing, route="r" * 2 * LONGEST))
    assert brief(endless) == b'{"outcome":"forwarded"}'
