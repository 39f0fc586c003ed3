"""Security: whether what a caller presents still lets it in."""

from typing import Any

import pytest

from tests.unit.domain.openapi.difference.writing import document, one, told

TIGHTER, LOOSER = ("breaking", "security-tightened"), ("compatible", "security-loosened")
READ, WRITE = {"main": ["read"]}, {"main": ["read", "write"]}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # Whoever came without a credential, or with fewer scopes, stays outside.
        ([], [READ], [TIGHTER]),
        ([READ], [WRITE], [TIGHTER]),
        ([READ], [{**READ, "key": []}], [TIGHTER]),
        ([READ, {"key": []}], [READ], [TIGHTER]),
        ([READ], [{"key": []}], [TIGHTER, LOOSER]),
        ([WRITE], [READ], [LOOSER]),
        ([READ], [READ, {"key": []}], [LOOSER]),
        ([READ], [{}], [LOOSER]),
        ([{}], [], []),
    ],
)
def test_a_caller_is_let_in_where_some_way_asks_no_more(before: Any, after: Any, found: list[Any]) -> None:
    assert told(document({"security": before}), document({"security": after})) == found


def test_where_an_operation_says_nothing_the_document_does() -> None:
    assert told(document({}), document({}, security=[READ])) == [TIGHTER]
    assert "no credential does not suffice any more" in one(document({}), document({}, security=[READ])).words


def test_a_credential_that_is_sent_in_another_way_breaks() -> None:
    def sent(scheme: Any) -> Any:
        return document({}, components={"securitySchemes": {"key": scheme, "main": {"type": "http"}}})

    key = {"type": "apiKey", "in": "header", "name": "x-key"}
    assert told(sent(key), sent({**key, "name": "x-api-key"})) == [("breaking", "security-scheme-changed")]
    assert told(sent(key), sent({**key, "description": "other words"})) == []
    assert told(sent(key), document({})) == []
