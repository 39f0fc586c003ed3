"""Reasons: stable names, true statuses, and nothing that a caller may not know."""

import re
from http import HTTPStatus

import pytest

from domain.message.reason import CATALOGUE, METHOD_NOT_ALLOWED, Reason


@pytest.mark.parametrize("reason", CATALOGUE.values(), ids=lambda reason: reason.name)
def test_a_reason_is_a_word_with_an_error_status_and_a_sentence(reason: Reason) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", reason.name)
    assert 400 <= HTTPStatus(reason.status) < 600
    assert reason.detail.endswith(".")
    assert reason.detail.isascii()


def test_a_reason_is_found_by_its_name() -> None:
    assert CATALOGUE["method-not-allowed"] is METHOD_NOT_ALLOWED


def test_a_title_is_the_phrase_of_the_status() -> None:
    assert METHOD_NOT_ALLOWED.title == "Method Not Allowed"


def test_the_names_that_clients_match_on_have_not_changed() -> None:
    assert {
        "token-missing", "token-expired", "token-signature", "permission-missing", "role-missing",
        "route-unknown", "method-not-allowed", "upstream-idle-timeout", "circuit-open",
    } <= CATALOGUE.keys()  # fmt: skip
