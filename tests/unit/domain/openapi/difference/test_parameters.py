"""Parameters: what must be sent along, and how it is written."""

from typing import Any

import pytest

from domain.spec.document import Document
from tests.unit.domain.openapi.difference.writing import document, told

PAGE = {"name": "page", "in": "query", "schema": {"type": "integer"}}
TENANT = {"name": "X-Tenant", "in": "header", "schema": {}}


def asking(*parameters: Any) -> Document:
    return document({"parameters": list(parameters)})


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # Whoever does not know it is refused.
        ((), ({**PAGE, "required": True},), [("breaking", "parameter-added-required")]),
        ((), (PAGE,), [("compatible", "parameter-added")]),
        # It is passed over, so that whoever relies on it gets something else.
        ((PAGE,), (), [("maybe", "parameter-removed")]),
        ((PAGE,), ({**PAGE, "required": True},), [("breaking", "parameter-required")]),
        (({**PAGE, "required": True},), (PAGE,), [("compatible", "parameter-optional")]),
        ((PAGE,), ({**PAGE, "schema": {"type": "integer", "minimum": 1}},), [("breaking", "limit-tightened")]),
        ((PAGE,), ({**PAGE, "in": "cookie"},), [("maybe", "parameter-removed"), ("compatible", "parameter-added")]),
        # What was written as `a=1&a=2` is not read as `a=1,2`.
        ((PAGE,), ({**PAGE, "explode": False},), [("breaking", "parameter-written-otherwise")]),
        ((PAGE,), ({**PAGE, "style": "form", "explode": True},), []),
        ((PAGE,), ({"name": "page", "in": "query", "content": {"application/json": {"schema": {"type": "integer"}}}},),
         [("breaking", "parameter-written-otherwise")]),
        ((TENANT,), ({**TENANT, "name": "x-tenant"},), []),
    ],
)  # fmt: skip
def test_a_parameter_is_graded_by_who_must_change(before: Any, after: Any, found: list[tuple[str, str]]) -> None:
    assert told(asking(*before), asking(*after)) == found


def test_the_schema_of_a_parameter_may_be_that_of_its_content() -> None:
    def filtered(schema: Any) -> Document:
        return asking({"name": "filter", "in": "query", "content": {"application/json": {"schema": schema}}})

    assert told(filtered({}), filtered({"type": "object"})) == [("breaking", "type-narrowed")]
