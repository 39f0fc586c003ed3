"""An upstream's errors are described as the route lets callers see them."""

from typing import Any

from application.description.handled import handled
from domain.spec.handling import REPLACE, WRAP

JSON = {"application/json": {"schema": {"type": "string"}}}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def told(*statuses: str) -> Any:
    return {status: {"description": "Hm.", "headers": {"x-a": {}}, "content": JSON} for status in statuses}


def contents(responses: Any) -> Any:
    return {status: one["content"] for status, one in responses.items()}


def test_where_errors_pass_they_are_described_as_they_are() -> None:
    assert handled(told("200", "404"), {}) == told("200", "404")


def test_an_error_that_is_wrapped_is_a_problem_with_the_upstreams_headers() -> None:
    found: Any = handled(told("200", "404", "409"), {404: WRAP})
    assert contents(found) == {"200": JSON, "404": PROBLEM, "409": JSON}
    assert found["404"]["headers"] == {"x-a": {}}


def test_of_an_error_that_is_replaced_nothing_is_left() -> None:
    assert handled(told("404"), {404: REPLACE}) == {"404": {"description": "Hm.", "content": PROBLEM}}


def test_a_range_is_both_where_some_of_it_is_a_problem() -> None:
    found = contents(handled(told("4XX", "5XX", "default"), {404: WRAP}))
    assert found == {"4XX": {**JSON, **PROBLEM}, "5XX": JSON, "default": {**JSON, **PROBLEM}}
    assert contents(handled(told("4XX"), dict.fromkeys(range(400, 500), WRAP))) == {"4XX": PROBLEM}


def test_what_is_no_response_is_left_alone() -> None:
    assert handled({"x-more": {"a": 1}, "404": True}, {404: WRAP}) == {"x-more": {"a": 1}, "404": True}
