"""Bodies and answers: what is there, of which types, with which headers."""

from typing import Any

import pytest

from domain.spec.document import Document
from tests.unit.domain.openapi.difference.writing import document, told

JSON: dict[str, Any] = {"application/json": {}}
B, M, C = "breaking", "maybe", "compatible"


def taking(body: Any) -> Document:
    return document({"requestBody": body} if body else {})


def giving(**answers: Any) -> Document:
    return document({"responses": {status.removeprefix("_"): answer for status, answer in answers.items()}})


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (None, {"required": True, "content": JSON}, [(B, "body-added-required")]),
        (None, {"content": JSON}, [(C, "body-added")]),
        ({"content": JSON}, None, [(M, "body-removed")]),
        ({"content": JSON}, {"content": JSON, "required": True}, [(B, "body-required")]),
        ({"content": JSON, "required": True}, {"content": JSON}, [(C, "body-optional")]),
        # Whoever sends it gets 415.
        ({"content": {**JSON, "text/csv": {}}}, {"content": JSON}, [(B, "media-type-removed")]),
        ({"content": JSON}, {"content": {**JSON, "text/csv": {}}}, [(C, "media-type-added")]),
    ],
)
def test_a_body_is_graded_by_what_a_caller_sends_already(before: Any, after: Any, found: list[Any]) -> None:
    assert told(taking(before), taking(after)) == found


OK: dict[str, Any] = {"content": JSON}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # Whoever waits for 201 waits in vain; a status of failure may have been told apart.
        ({"_201": OK, "_200": OK}, {"_200": OK}, [(B, "status-removed")]),
        ({"_200": OK, "_409": OK}, {"_200": OK}, [(M, "status-removed")]),
        ({"_200": OK, "default": OK}, {"_200": OK}, [(M, "status-removed")]),
        ({"_200": OK}, {"_200": OK, "_202": OK}, [(M, "status-added")]),
        ({"_200": OK}, {"_200": OK, "_422": OK}, [(C, "status-added")]),
        # Whoever asks for it by Accept gets 406.
        ({"_200": {"content": {**JSON, "text/csv": {}}}}, {"_200": OK}, [(B, "media-type-removed")]),
        ({"_200": OK}, {"_200": {"content": {**JSON, "text/csv": {}}}}, [(C, "media-type-added")]),
        ({"_200": {"headers": {"ETag": {"required": True}}}}, {"_200": {}}, [(B, "header-removed")]),
        ({"_200": {"headers": {"ETag": {}}}}, {"_200": {}}, [(M, "header-removed")]),
        ({"_200": {}}, {"_200": {"headers": {"ETag": {}}}}, []),
        ({"_200": {"headers": {"Age": {"schema": {"type": "integer"}}}}},
         {"_200": {"headers": {"age": {"schema": {"type": "number"}}}}}, [(B, "type-widened")]),
    ],
)  # fmt: skip
def test_an_answer_is_graded_by_what_a_caller_waits_for(before: Any, after: Any, found: list[Any]) -> None:
    assert told(giving(**before), giving(**after)) == found
