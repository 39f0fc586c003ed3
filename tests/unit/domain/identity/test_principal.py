"""Principals: read from the claims that the configuration names, and refused where one is of the wrong kind."""

import pytest

from domain.identity.principal import ClaimPaths, Principal
from domain.message.reason import TOKEN_CLAIMS

PATHS = ClaimPaths("sub", "realm_access.roles", "scope")


def test_claims_become_a_principal() -> None:
    claims = {"sub": "ada", "realm_access": {"roles": ["manager"]}, "scope": "orders:read orders:write"}
    expected = Principal("ada", frozenset({"manager"}), frozenset({"orders:read", "orders:write"}), claims)
    assert PATHS.identify(claims) == expected


def test_absent_roles_and_permissions_are_none() -> None:
    assert PATHS.identify({"sub": "ada"}) == Principal("ada", claims={"sub": "ada"})


def test_claims_that_the_configuration_does_not_name_are_not_read() -> None:
    claims = {"sub": "ada", "roles": ["admin"], "permissions": ["*"], "scope": "*"}
    assert ClaimPaths().identify(claims) == Principal("ada", claims=claims)


@pytest.mark.parametrize("subject", [None, "", 0, 1, True, ["ada"], {"ada": 1}], ids=repr)
def test_a_subject_that_is_no_word_refuses_the_token(subject: object) -> None:
    assert PATHS.identify({"sub": subject}) is TOKEN_CLAIMS


def test_a_token_without_a_subject_is_refused() -> None:
    assert PATHS.identify({"realm_access": {"roles": ["manager"]}}) is TOKEN_CLAIMS


@pytest.mark.parametrize("value", [1, True, {"admin": True}, ["admin", 1], [["admin"]]], ids=repr)
def test_roles_of_the_wrong_kind_refuse_the_token(value: object) -> None:
    assert PATHS.identify({"sub": "ada", "realm_access": {"roles": value}}) is TOKEN_CLAIMS


@pytest.mark.parametrize("value", [1, True, {"orders:read": True}, [None]], ids=repr)
def test_permissions_of_the_wrong_kind_refuse_the_token(value: object) -> None:
    assert PATHS.identify({"sub": "ada", "scope": value}) is TOKEN_CLAIMS
