from typing import Any

import pytest

from application.description.problem import example, problem_schema
from domain.message.reason import CATALOGUE, ROUTE_UNKNOWN
from domain.message.refusal import Refusal, problem


def properties() -> dict[str, Any]:
    schema: dict[str, Any] = problem_schema()
    return dict(schema["properties"])


def test_the_schema_has_exactly_the_members_of_a_real_refusal() -> None:
    assert list(properties()) == list(problem(Refusal(ROUTE_UNKNOWN), instance="/", request_id="r"))
    assert problem_schema()["required"] == list(properties())


@pytest.mark.parametrize("name", list(properties()))
def test_every_member_is_described_and_has_an_example(name: str) -> None:
    assert properties()[name]["description"]
    assert properties()[name]["examples"]


@pytest.mark.parametrize("reason", CATALOGUE.values(), ids=lambda reason: reason.name)
def test_an_example_of_a_reason_is_what_its_refusal_would_say(reason: Any) -> None:
    shown = example(reason)
    assert shown["type"] == f"/docs/problems/{reason.name}"
    assert shown["detail"] == reason.detail
