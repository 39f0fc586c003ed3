"""What is wrong with issuers beyond their keys: settings that lead nowhere, and two that mean the same tokens."""

from dataclasses import replace

import pytest

from domain.permissions.role import Role, RoleTable
from domain.plan.compile import compile_plan
from domain.plan.issuer_faults import faults_among, faults_of
from domain.spec.identity import IssuerSpec
from domain.spec.server import LimitsSpec, ServerSpec
from tests.unit.domain.builders import codes, faults, issuer, role, route, spec, text, texts

ROLES = RoleTable({name: Role(name, frozenset((name,)), frozenset()) for name in ("admin", "viewer")})


def codes_of(written: IssuerSpec, longest: int = 65536) -> list[str]:
    return codes(list(faults_of(written, ROLES, longest)))


@pytest.mark.parametrize("kind", ["discover", "jwks"])
def test_plain_http_is_a_fault_unless_the_issuer_says_so_aloud(kind: str) -> None:
    written = replace(issuer(kind=kind, value="http://idp.example/jwks"), issuer=text("http://idp.example"))
    assert codes_of(written) == ["address-insecure"]
    assert codes_of(replace(written, insecure_http=True)) == []


def test_saying_so_makes_no_other_address_good() -> None:
    assert codes_of(replace(issuer(kind="jwks", value="ftp://x/keys"), insecure_http=True)) == ["address-insecure"]


def test_a_token_larger_than_what_the_server_takes_is_a_fault() -> None:
    assert codes_of(replace(issuer(), largest=8193), longest=8192) == ["largest-unreachable"]
    assert codes_of(replace(issuer(), largest=8192), longest=8192) == []
    assert codes_of(replace(issuer(), largest=65537), longest=1024 * 1024) == ["largest-unreachable"]


def test_the_servers_own_limit_is_the_one_that_counts() -> None:
    written = spec(route(), issuers=(replace(issuer(), largest=8193),))
    assert codes(faults(replace(written, server=ServerSpec(limits=LimitsSpec(headers=8192))))) == [
        "largest-unreachable"
    ]


@pytest.mark.parametrize(
    ("preset", "client", "namespace", "expected"),
    [
        ("keycloak", "shop", None, []),
        ("auth0", None, "https://shop.example", []),
        ("keycloak", None, "https://shop.example", ["preset-setting-unused"]),
        ("okta", "shop", None, ["preset-setting-unused"]),
        (None, "shop", "x", ["preset-setting-unused"] * 2),
    ],
)
def test_a_setting_that_no_preset_uses_is_a_fault(
    preset: str | None, client: str | None, namespace: str | None, expected: list[str]
) -> None:
    written = replace(
        issuer(),
        preset=preset,
        client=text(client) if client else None,
        namespace=text(namespace) if namespace else None,
    )
    assert codes_of(written) == expected


def test_a_role_that_is_declared_nowhere_is_no_role_to_be_mapped_to() -> None:
    [fault] = faults_of(replace(issuer(), role_map=(("boss", texts("admin", "amdin")),)), ROLES, 1)
    assert (fault.code, fault.hint) == ("role-unknown", "did you mean `admin`?")


def test_the_declared_roles_are_those_of_the_configuration() -> None:
    mapped = (replace(issuer(), role_map=(("boss", texts("admin")),)),)
    assert codes(faults(spec(route(), issuers=mapped))) == ["role-unknown"]
    assert not isinstance(compile_plan(spec(route(), issuers=mapped, roles=(role("admin"),))), tuple)


def test_saying_what_becomes_of_unmapped_roles_needs_a_map() -> None:
    assert codes_of(replace(issuer(), unmapped_roles=text("keep"))) == ["role-map-missing"]


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("orders:read", []),
        ("orders:write", ["permission-unknown"]),
        ("orders.read", ["permission-malformed"]),
        ("orders:*", ["permission-malformed"]),
        ("*", ["permission-malformed"]),
    ],
)
def test_a_permission_that_is_mapped_to_is_declared(permission: str, expected: list[str]) -> None:
    mapped = replace(issuer(), permission_map=(("Orders.Read", texts(permission)),))
    written = spec(route(), issuers=(mapped,), declared=texts("orders:read"))
    compiled = compile_plan(written)
    assert (codes(compiled) if isinstance(compiled, tuple) else []) == expected


def test_two_issuers_of_one_address_and_one_audience_are_a_fault() -> None:
    one = issuer("main")
    other = replace(one, name=text("other"), audience=("users-api", "shop-api"))
    [fault] = faults_among((one, other))
    assert fault.code == "issuer-repeated"
    assert fault.message == "issuers `main` and `other` both read tokens of `https://idp.example` for `shop-api`"


def test_two_issuers_of_one_address_may_have_audiences_of_their_own() -> None:
    one = issuer("main")
    assert list(faults_among((one, replace(one, name=text("other"), audience=("users-api",)), issuer("third")))) == []
