"""Principals: read from the claims that the configuration names, and refused where one is of the wrong kind."""

import pytest

from domain.identity.names import Names
from domain.identity.principal import NOBODY, ClaimPaths, Principal
from domain.message.reason import TOKEN_CLAIMS

PATHS = ClaimPaths("sub", ("realm_access.roles",), ("scope",))


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


def test_roles_of_several_claims_are_had_together() -> None:
    paths = ClaimPaths(roles=("realm_access.roles", "resource_access.shop.roles"))
    claims = {"sub": "ada", "realm_access": {"roles": ["staff"]}, "resource_access": {"shop": {"roles": ["manager"]}}}
    found = paths.identify(claims)
    assert isinstance(found, Principal)
    assert found.roles == {"staff", "manager"}


def test_one_of_several_claims_of_the_wrong_kind_refuses_the_token() -> None:
    assert ClaimPaths(roles=("roles", "groups")).identify({"sub": "ada", "roles": ["a"], "groups": 7}) is TOKEN_CLAIMS


def test_roles_are_told_in_our_words() -> None:
    paths = ClaimPaths(roles=("roles",), role_names=Names({"realm-admin": frozenset({"admin"})}))
    found = paths.identify({"sub": "ada", "roles": ["realm-admin", "manager"]})
    assert isinstance(found, Principal)
    assert found.roles == {"admin"}


def test_a_tenant_is_told_by_its_own_name_wherever_it_was_stated() -> None:
    found = ClaimPaths(tenant="org.id").identify({"sub": "ada", "org": {"id": "acme"}, "tenant": "another"})
    assert isinstance(found, Principal)
    assert (found.tenant, found.claims["tenant"]) == ("acme", "acme")


def test_a_claim_that_is_only_called_tenant_is_none() -> None:
    found = ClaimPaths(tenant="tid").identify({"sub": "ada", "tenant": "acme"})
    assert isinstance(found, Principal)
    assert (found.tenant, dict(found.claims)) == (None, {"sub": "ada"})


def test_a_tenant_that_is_stated_by_its_own_name_is_left_as_it_is() -> None:
    claims = {"sub": "ada", "tenant": "acme"}
    assert ClaimPaths(tenant="tenant").identify(claims) == Principal("ada", claims=claims, tenant="acme")


@pytest.mark.parametrize("tenant", ["", 0, 1, True, ["acme"], {"acme": 1}], ids=repr)
def test_a_tenant_that_is_no_word_refuses_the_token(tenant: object) -> None:
    assert ClaimPaths(tenant="tid").identify({"sub": "ada", "tid": tenant}) is TOKEN_CLAIMS


def test_where_nobody_says_that_there_are_tenants_a_claim_of_that_name_is_like_any_other() -> None:
    claims = {"sub": "ada", "tenant": "acme"}
    assert ClaimPaths().identify(claims) == Principal("ada", claims=claims)


def test_permissions_are_told_in_our_words() -> None:
    names = Names({"Orders.Read": frozenset({"orders:read"})})
    found = ClaimPaths(permissions=("scp",), permission_names=names).identify({"sub": "ada", "scp": "Orders.Read x:y"})
    assert isinstance(found, Principal)
    assert found.permissions == {"orders:read"}


def test_nobody_has_no_name_and_nothing_that_vouches_for_them() -> None:
    assert (NOBODY.subject, NOBODY.credential, NOBODY.key, NOBODY.tenant, NOBODY.expires) == ("", "", None, None, None)
    assert (NOBODY.roles, NOBODY.permissions, NOBODY.claims) == (frozenset(), frozenset(), {})
