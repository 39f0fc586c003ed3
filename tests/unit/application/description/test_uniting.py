"""What several say of one thing is one thing that is true of all of them."""

from typing import Any

from application.description.uniting import bodies, content, parameters, responses, schema

TEXT: Any = {"type": "string"}
NUMBER: Any = {"type": "number"}


def test_a_schema_that_all_say_is_that_schema_and_else_either_will_do() -> None:
    assert schema([TEXT, TEXT]) == TEXT
    assert schema([TEXT, NUMBER, TEXT]) == {"anyOf": [TEXT, NUMBER]}


def test_headers_and_links_of_one_name_are_those_of_the_first() -> None:
    first: Any = {"description": "A.", "headers": {"x-a": {"schema": TEXT}}, "links": {"next": {"operationId": "a"}}}
    second: Any = {"description": "B.", "headers": {"x-a": {}, "x-b": {}}}
    found = responses([first, second])
    assert found["headers"] == {"x-a": {"schema": TEXT}, "x-b": {}}
    assert (found["links"], found["description"]) == (first["links"], "A.\n\nB.")
    assert "content" not in found


def test_a_description_that_both_have_stands_once() -> None:
    assert responses([{"description": "A."}, {"description": "A."}]) == {"description": "A."}


def test_examples_of_both_are_kept_and_of_two_single_ones_the_first() -> None:
    both: Any = [{"application/json": {"examples": {name: {"value": 1}}}} for name in ("a", "b")]
    assert content(both)["application/json"] == {"examples": {"b": {"value": 1}, "a": {"value": 1}}}
    single = content([{"text/plain": {"example": "a"}}, {"text/plain": {"example": "b"}}])
    assert single == {"text/plain": {"example": "a"}}


def test_a_media_type_of_which_one_says_nothing_may_hold_anything() -> None:
    assert content([{"text/plain": {"schema": TEXT}}, {"text/plain": {}}]) == {"text/plain": {}}


def test_required_is_what_everyone_requires() -> None:
    needed: Any = {"name": "X-A", "in": "header", "required": True, "schema": TEXT}
    other: Any = {"name": "x-a", "in": "header", "required": True, "schema": NUMBER}
    assert parameters([(needed,), (other,)]) == [{**needed, "schema": {"anyOf": [TEXT, NUMBER]}}]
    assert parameters([(needed,), ()]) == [{"name": "X-A", "in": "header", "schema": TEXT}]


def test_a_body_is_required_where_each_route_requires_it() -> None:
    body: Any = {"required": True, "content": {"text/plain": {}}}
    assert bodies([body], may_be_none=False) == body
    assert "required" not in bodies([body], may_be_none=True)
