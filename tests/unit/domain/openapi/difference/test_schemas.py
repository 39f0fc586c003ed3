"""What schemas let through, with all that is below them."""

from typing import Any

import pytest

from domain.spec.document import Document
from tests.unit.domain.openapi.difference.writing import document, giving, one, taking, told

B, M, C = "breaking", "maybe", "compatible"
A = {"properties": {"a": {"type": "string"}}}
AB = {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
CLOSED: dict[str, Any] = {"additionalProperties": False}
READ_ONLY = {"properties": {"a": {"type": "string", "readOnly": True}}}
WRITE_ONLY = {"properties": {"a": {"type": "string", "writeOnly": True}}}
S, N = {"type": "string"}, {"type": "number"}

# before, after, in a request, in an answer
CASES: list[tuple[str, Any, Any, list[tuple[str, str]], list[tuple[str, str]]]] = [
    # A caller that does not send the member is refused now.
    ("required", A, {**A, "required": ["a"]}, [(B, "member-required")], [(C, "member-required")]),
    # A caller that reads it without looking whether it is there fails now.
    ("optional", {**A, "required": ["a"]}, A, [(C, "member-optional")], [(B, "member-optional")]),
    # Whoever sends it is passed over, silently; whoever reads it may have looked for it.
    ("removed", AB, A, [(M, "member-removed")], [(M, "member-removed")]),
    ("removed, always there", {**AB, "required": ["b"]}, A, [(M, "member-removed")], [(B, "member-removed")]),
    # Whoever sends it is refused, for no others are taken.
    ("removed, closed", {**AB, **CLOSED}, {**A, **CLOSED}, [(B, "member-removed")], [(M, "member-removed")]),
    ("added", A, AB, [(C, "member-added")], [(C, "member-added")]),
    # A caller may have been generated so that it refuses what it was told would not come.
    ("added, closed", {**A, **CLOSED}, {**AB, **CLOSED}, [(C, "member-added")], [(M, "member-added")]),
    ("closed", A, {**A, **CLOSED}, [(B, "schema-closed")], [(C, "schema-closed")]),
    ("opened", {**A, **CLOSED}, A, [(C, "schema-opened")], [(B, "schema-opened")]),
    ("both closed", {"not": False, **CLOSED}, {"not": False, **CLOSED}, [], []),
    (
        "below a member",
        {"properties": {"a": S}},
        {"properties": {"a": {}}},
        [(C, "type-widened")],
        [(B, "type-widened")],
    ),
    ("items", {"items": {}}, {"items": S}, [(B, "type-narrowed")], [(C, "type-narrowed")]),
    (
        "others",
        {"additionalProperties": {}},
        {"additionalProperties": S},
        [(B, "type-narrowed")],
        [(C, "type-narrowed")],
    ),
    ("first items", {"prefixItems": [S]}, {"prefixItems": [{}]}, [(C, "type-widened")], [(B, "type-widened")]),
    (
        "more first items",
        {"prefixItems": [S]},
        {"prefixItems": [S, S]},
        [(M, "prefix-items-changed")],
        [(M, "prefix-items-changed")],
    ),
    # One more condition lets less through, one more possibility lets more through.
    ("allOf, one more", {"allOf": [S]}, {"allOf": [S, A]}, [(B, "part-added")], [(C, "part-added")]),
    ("allOf, one less", {"allOf": [S, A]}, {"allOf": [A]}, [(C, "part-removed")], [(B, "part-removed")]),
    ("anyOf, one more", {"anyOf": [S]}, {"anyOf": [N, S]}, [(C, "part-added")], [(B, "part-added")]),
    ("oneOf, one less", {"oneOf": [S, N]}, {"oneOf": [N]}, [(B, "part-removed")], [(C, "part-removed")]),
    ("oneOf, in another order", {"oneOf": [S, N]}, {"oneOf": [N, S]}, [], []),
    (
        "oneOf, one changed",
        {"oneOf": [S, {"type": "number"}]},
        {"oneOf": [{"type": "integer"}, S]},
        [(B, "type-narrowed")],
        [(C, "type-narrowed")],
    ),
    # What a schema must not be, or must be if, is beyond what can be compared here.
    ("not", {"not": S}, {"not": N}, [(M, "schema-changed")], [(M, "schema-changed")]),
    # What only travels the other way is nobody's concern.
    ("read only, required", READ_ONLY, {**READ_ONLY, "required": ["a"]}, [], [(C, "member-required")]),
    ("read only, optional", {**READ_ONLY, "required": ["a"]}, READ_ONLY, [], [(B, "member-optional")]),
    ("read only, removed", READ_ONLY, {"properties": {}}, [], [(M, "member-removed")]),
    ("write only, added", {}, WRITE_ONLY, [(C, "member-added")], []),
    (
        "read only, another",
        READ_ONLY,
        {"properties": {"a": {"type": "number", "readOnly": True}}},
        [],
        [(B, "type-widened"), (C, "type-narrowed")],
    ),
    ("read only no more", READ_ONLY, A, [], []),
]


@pytest.mark.parametrize(
    ("before", "after", "request_told", "answer_told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_schema_is_compared_with_all_that_is_below_it(
    before: Any, after: Any, request_told: list[tuple[str, str]], answer_told: list[tuple[str, str]]
) -> None:
    assert told(taking(before), taking(after)) == request_told
    assert told(giving(before), giving(after)) == answer_told


REF = {"$ref": "#/components/schemas/Node"}


def test_a_schema_that_holds_itself_is_compared_once() -> None:
    node = {"properties": {"next": REF, "also": {**REF, "description": "beside"}, "name": {}}}
    change = one(taking(REF, Node=node), taking(REF, Node={**node, "properties": {**node["properties"], "name": S}}))
    assert change.code == "type-narrowed"
    assert change.at == ("components", "schemas", "Node", "properties", "name", "type")


def test_what_stands_beside_a_reference_is_compared_too() -> None:
    assert told(taking(REF, Node=S), taking({**REF, "maxLength": 3}, Node=S)) == [(B, "limit-tightened")]


@pytest.mark.parametrize("nowhere", ["#/components/schemas/None", "#anchor", "#/components/schemas/Loop"])
def test_a_reference_that_leads_nowhere_or_into_itself_lets_everything_through(nowhere: str) -> None:
    loop = {"$ref": "#/components/schemas/Loop"}
    assert told(taking({}), taking({"$ref": nowhere}, Loop=loop)) == []


def test_a_schema_may_be_a_flag() -> None:
    assert told(taking(REF, Node=False), taking(REF, Node=True)) == [(C, "schema-opened")]
    assert told(taking(True), taking({})) == []
    assert told(taking({"properties": {"a": True}, "required": ["a"]}), taking({"properties": {"a": True}})) == [
        (C, "member-optional")
    ]


def test_what_several_operations_share_is_told_once() -> None:
    def both(schema: Any) -> Document:
        body = {"requestBody": {"content": {"application/json": {"schema": REF}}}}
        paths = {"/a": {"post": body}, "/b": {"post": body}}
        return document({}, paths=paths, components={"schemas": {"Node": schema}})

    assert one(both({}), both(S)).operations == ("POST /a", "POST /b")
