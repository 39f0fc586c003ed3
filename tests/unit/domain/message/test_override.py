"""A route's own words for a refusal."""

import json

from domain.message.override import Override
from domain.message.reason import CATALOGUE, TOKEN_MISSING
from domain.message.refusal import Refusal


def test_what_is_in_braces_is_filled_in_and_nothing_else() -> None:
    override = Override(b"text/plain", "{status} {reason}: {detail} ({request_id}) {other}")
    body = override.body(Refusal(TOKEN_MISSING), "r1").decode()
    assert body == "401 token-missing: This route needs a bearer token. (r1) {other}"


def test_no_reasons_words_break_a_json_text() -> None:
    override = Override(b"application/json", '{"error":"{reason}","why":"{detail}"}')
    for reason in CATALOGUE.values():
        assert json.loads(override.body(Refusal(reason), "r1")) == {"error": reason.name, "why": reason.detail}
