"""The plan is read by its readers' words: a route knows the upstreams that it leads to."""

from dataclasses import replace

from domain.spec.route import DestinationSpec, RespondSpec
from tests.unit.domain.builders import at, plan, route, spec, text


def test_a_route_leads_to_each_of_its_upstreams_once() -> None:
    twice = (DestinationSpec(text("orders")), DestinationSpec(text("orders"), 2))
    assert plan(spec(replace(route(), to=twice))).routes[0].upstreams == ("orders",)


def test_a_route_that_answers_by_itself_leads_to_none() -> None:
    assert plan(spec(replace(route(), to=None, respond=RespondSpec(at())))).routes[0].upstreams == ()
