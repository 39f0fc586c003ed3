"""Challenges: what a 401 asks for, and what was wrong."""

import pytest

from domain.identity.challenge import challenge
from domain.message.reason import CATALOGUE, TOKEN_EXPIRED, TOKEN_MISSING


def test_where_no_credential_came_only_a_bearer_token_is_asked_for() -> None:
    assert challenge(TOKEN_MISSING) == (b"www-authenticate", b'Bearer realm="limen"')


def test_where_a_token_came_its_flaw_is_named() -> None:
    name, value = challenge(TOKEN_EXPIRED)
    assert name == b"www-authenticate"
    assert value == b'Bearer realm="limen", error="invalid_token", error_description="The token has expired."'


@pytest.mark.parametrize("name", [name for name, reason in CATALOGUE.items() if reason.status == 401])
def test_no_description_breaks_out_of_its_quotes(name: str) -> None:
    _, value = challenge(CATALOGUE[name])
    assert value.count(b'"') in (2, 6)
    assert b"\\" not in value
