"""The document: what is published as its schema is what is written, for every kind of decision."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from application.decisions.question import Stating
from application.explanation.document import document, schema
from application.explanation.explanation import Explanation
from tests.unit.application.explanation.explained_shop import MANAGER, NOW, VIEWER, explanation

VALIDATOR: Any = Draft202012Validator(schema())
UPGRADE = {
    "connection": "upgrade",
    "upgrade": "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "A" * 22 + "==",
}
ALL = [
    explanation("GET", "/orders/7", who=VIEWER),
    explanation("PUT", "/orders/7", who=MANAGER),
    explanation("GET", "/orders", who=Stating({"exp": NOW, "a": {"b": [1]}}, "main")),
    explanation("GET", "/orders"),
    explanation("GET", "http://api.example/edited/a", {"x-debug": "1", "origin": "https://shop.example"}),
    explanation("GET", "/gold", who=VIEWER),
    explanation("GET", "/chat", UPGRADE),
    explanation("GET", "/old"),
    explanation("GET", "/hello", who=VIEWER),
    explanation("GET", "/a/../b"),
    explanation("GET", "/nowhere"),
    explanation("GET", "/ready"),
]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("found", ALL, ids=lambda found: f"{found.request.method} {found.request.target}")
def test_every_document_is_as_the_schema_says_and_is_json(found: Explanation) -> None:
    told = json.loads(json.dumps(document(found)))
    assert told == document(found)
    VALIDATOR.validate(told)


@pytest.mark.parametrize("change", [{"decision": {}}, {"more": 1}, {"request": "GET"}])
def test_another_document_is_not(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**document(ALL[0]), **change})
