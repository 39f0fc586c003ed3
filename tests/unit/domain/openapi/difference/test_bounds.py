"""What single keywords let through: the same change breaks in a request, or in an answer, or in neither."""

from typing import Any

import pytest

from tests.unit.domain.openapi.difference.writing import giving, taking, told

B, M, C = "breaking", "maybe", "compatible"
# before, after, the code, what it is in a request, what it is in an answer, and why
CASES: list[tuple[Any, Any, str, str, str]] = [
    # Narrower: what a caller sends may be refused; what it gets it knew already.
    ({}, {"type": "string"}, "type-narrowed", B, C),
    ({"type": ["string", "null"]}, {"type": "string"}, "type-narrowed", B, C),
    ({"type": "number"}, {"type": "integer"}, "type-narrowed", B, C),
    ({"enum": ["a", "b"]}, {"enum": ["a"]}, "enum-value-removed", B, C),
    ({}, {"enum": ["a"]}, "enum-set", B, C),
    ({}, {"const": 1}, "enum-set", B, C),
    ({"minimum": 1}, {"minimum": 2}, "limit-tightened", B, C),
    ({}, {"minLength": 1}, "limit-tightened", B, C),
    ({"maxItems": 9}, {"maxItems": 5}, "limit-tightened", B, C),
    ({}, {"maximum": 5}, "limit-tightened", B, C),
    ({}, {"pattern": "^a"}, "pattern-changed", B, C),
    ({}, {"format": "uuid"}, "format-changed", B, C),
    ({}, {"uniqueItems": True}, "unique-items-changed", B, C),
    # Wider: a caller gets what it has never seen; whatever it sends is still taken.
    ({"type": "string"}, {"type": ["string", "null"]}, "type-widened", C, B),
    ({"type": "integer"}, {"type": "number"}, "type-widened", C, B),
    ({"enum": ["a"]}, {"enum": ["a", "b"]}, "enum-value-added", C, B),
    ({"enum": ["a"]}, {}, "enum-dropped", C, B),
    ({"maximum": 5}, {"maximum": 9}, "limit-loosened", C, B),
    ({"minItems": 1}, {}, "limit-loosened", C, B),
    ({"uniqueItems": True}, {"uniqueItems": False}, "unique-items-changed", C, B),
    ({"contentMediaType": "text/csv"}, {}, "content-media-type-changed", C, B),
    # Of two patterns or formats nobody can say which lets more through.
    ({"pattern": "^a"}, {"pattern": "^b"}, "pattern-changed", M, M),
    ({"format": "date"}, {"format": "date-time"}, "format-changed", M, M),
    ({"multipleOf": 2}, {"multipleOf": 3}, "multiple-of-changed", M, M),
]


@pytest.mark.parametrize(("before", "after", "code", "request_grade", "answer_grade"), CASES)
def test_one_keyword_is_graded_by_its_direction(
    before: Any, after: Any, code: str, request_grade: str, answer_grade: str
) -> None:
    assert told(taking(before), taking(after)) == [(request_grade, code)]
    assert told(giving(before), giving(after)) == [(answer_grade, code)]


def test_another_type_is_both_narrower_and_wider_so_that_it_breaks_either_way() -> None:
    string, number = {"type": "string"}, {"type": "number"}
    assert told(taking(string), taking(number)) == [("breaking", "type-narrowed"), ("compatible", "type-widened")]
    assert told(giving(string), giving(number)) == [("breaking", "type-widened"), ("compatible", "type-narrowed")]


def test_one_is_not_true() -> None:
    assert ("breaking", "enum-value-removed") in told(taking({"enum": [1]}), taking({"enum": [True]}))


def test_an_order_of_values_is_nothing() -> None:
    assert told(taking({"enum": ["a", "b"]}), taking({"enum": ["b", "a"]})) == []
