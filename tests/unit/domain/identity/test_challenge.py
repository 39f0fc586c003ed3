"""Challenges: what a 401 asks for, and what was wrong."""

import pytest

from domain.identity.challenge import challenge, denial_challenge
from domain.message.reason import (
    CATALOGUE,
    CLAIM_MISMATCH,
    EXCLUDED,
    NONE_SATISFIED,
    PERMISSION_MISSING,
    ROLE_MISSING,
    SUBJECT_MISMATCH,
    TOKEN_EXPIRED,
    TOKEN_MISSING,
    Reason,
)


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


def test_where_a_permission_is_missing_a_client_may_ask_for_more_and_is_not_told_which() -> None:
    ((name, value),) = denial_challenge(PERMISSION_MISSING)
    assert (name, value) == (b"www-authenticate", b'Bearer realm="limen", error="insufficient_scope"')


@pytest.mark.parametrize("reason", [ROLE_MISSING, SUBJECT_MISMATCH, CLAIM_MISMATCH, NONE_SATISFIED, EXCLUDED])
def test_for_what_no_token_would_change_nothing_is_asked(reason: Reason) -> None:
    assert denial_challenge(reason) == ()
