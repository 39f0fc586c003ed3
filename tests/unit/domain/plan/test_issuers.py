"""Issuers compile: keys only from where they can be trusted, and only with algorithms that go with them."""

from dataclasses import replace

import pytest

from domain.identity.demands import Demands
from domain.identity.issuer import Issuer, KeyOrigin, KeysRefresh, Secret, TokenForm
from domain.identity.names import Names
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity
from domain.permissions.role import Role, RoleTable
from domain.plan.issuers import compile_issuers
from domain.spec.fault import Fault
from domain.spec.identity import IssuerSpec, KeysRefreshSpec
from tests.unit.domain.builders import codes, issuer, text, texts

LONG = "s" * 64


def faults_of(spec: IssuerSpec) -> list[Fault]:
    faults: list[Fault] = []
    compile_issuers((spec,), faults)
    return faults


def test_an_issuer_is_compiled_with_all_that_is_written() -> None:
    assert compile_issuers((issuer(algorithms="RS256 ES256"),), []) == {
        "main": Issuer(
            name="main",
            origin=KeyOrigin.DISCOVER,
            location="https://idp.example",
            algorithms=frozenset(("RS256", "ES256")),
            validity=Validity("https://idp.example", frozenset(("shop-api",)), 0.0),
            paths=ClaimPaths("sub", ("roles",), ("scope",)),
        )
    }


@pytest.mark.parametrize(
    ("kind", "value", "algorithms", "location"),
    [
        ("jwks", "https://idp.example/jwks", "ES256", "https://idp.example/jwks"),
        ("jwks_file", "keys.json", "EdDSA", "keys.json"),
        ("pem_file", "keys.pem", "RS256", "keys.pem"),
        ("secret", LONG, "HS512", Secret(LONG)),
    ],
)
def test_keys_are_where_they_are_written_to_be(kind: str, value: str, algorithms: str, location: str | Secret) -> None:
    faults: list[Fault] = []
    compiled = compile_issuers((issuer(kind=kind, value=value, algorithms=algorithms),), faults)
    assert (compiled["main"].location, faults) == (location, [])


def test_a_secret_does_not_show_in_a_compiled_issuer() -> None:
    compiled = compile_issuers((issuer(kind="secret", value=LONG, algorithms="HS256"),), [])
    assert LONG not in repr(compiled)


@pytest.mark.parametrize("algorithm", ["HS256", "none", "None", "", "rs256", "RS1"])
def test_an_algorithm_that_does_not_go_with_public_keys_is_a_fault(algorithm: str) -> None:
    spec = replace(issuer(), algorithms=(text(algorithm),))
    assert codes(faults_of(spec)) == ["algorithm-unfit"]


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA", "none"])
def test_an_algorithm_that_does_not_go_with_a_secret_is_a_fault(algorithm: str) -> None:
    [fault] = faults_of(issuer(kind="secret", value=LONG, algorithms=algorithm))
    assert fault.message == f"algorithm `{algorithm}` does not go with a shared secret"


@pytest.mark.parametrize(("algorithm", "shortest"), [("HS256", 32), ("HS384", 48), ("HS512", 64)])
def test_a_secret_is_as_long_as_its_hash(algorithm: str, shortest: int) -> None:
    assert faults_of(issuer(kind="secret", value="s" * shortest, algorithms=algorithm)) == []
    [fault] = faults_of(issuer(kind="secret", value="s" * (shortest - 1), algorithms=algorithm))
    assert (fault.code, fault.message) == ("secret-short", f"the secret is shorter than {shortest} bytes")


def test_the_longest_of_several_hashes_decides() -> None:
    assert codes(faults_of(issuer(kind="secret", value="s" * 48, algorithms="HS256 HS512"))) == ["secret-short"]


def test_a_fault_of_a_secret_does_not_tell_it() -> None:
    assert "hunter2" not in str(faults_of(issuer(kind="secret", value="hunter2", algorithms="HS256 none"))[0])


SAFE = ["https://idp.example", "https://idp.example:8443/realm", "http://localhost:9100", "http://127.0.0.1:9100"]
SAFE += ["http://127.9.9.9", "http://[::1]:9100"]
UNSAFE = ["http://idp.example", "http://10.0.0.1", "http://localhost.evil", "http://127.0.0.1.evil", "ftp://localhost"]
UNSAFE += ["", "idp.example", "https://", "file:///etc/keys", "http://[::1", "http://127.0.0.1@evil.example"]


@pytest.mark.parametrize("address", SAFE)
def test_keys_are_trusted_from_https_and_from_a_loopback_address(address: str) -> None:
    assert faults_of(replace(issuer(), issuer=text(address))) == []
    assert faults_of(issuer(kind="jwks", value=address)) == []


@pytest.mark.parametrize("address", UNSAFE)
def test_keys_are_not_trusted_from_any_other_address(address: str) -> None:
    assert codes(faults_of(replace(issuer(), issuer=text(address)))) == ["address-insecure"]
    assert codes(faults_of(issuer(kind="jwks", value=address))) == ["address-insecure"]


@pytest.mark.parametrize("kind", ["jwks", "jwks_file", "secret"])
def test_an_issuer_whose_keys_are_not_fetched_from_it_may_have_any_name(kind: str) -> None:
    keys = {"jwks": "https://idp.example/jwks", "jwks_file": "keys.json", "secret": LONG}[kind]
    spec = issuer(kind=kind, value=keys, algorithms="HS256" if kind == "secret" else "RS256")
    assert faults_of(replace(spec, issuer=text("urn:shop"))) == []


def test_what_is_written_of_tokens_and_keys_is_compiled() -> None:
    spec = replace(
        issuer(),
        token_type="at+jwt",
        largest=8192,
        max_age=3600.0,
        authorized_parties=("shop-web",),
        required_claims=("jti",),
        expected_claims=(("ver", "2.0"),),
        audience_claim="client_id",
        keys_refresh=KeysRefreshSpec(after=60.0, cooldown=5.0),
        insecure_http=True,
        ready_without_keys=True,
    )
    [compiled] = compile_issuers((spec,), []).values()
    assert compiled.form == TokenForm(frozenset(("at+jwt",)), needs_type=True, largest=8192)
    demands = Demands(frozenset(("shop-web",)), ("azp", "client_id"), ("jti",), (("ver", "2.0"),))
    assert compiled.validity.demands == demands
    assert (compiled.validity.audience_claim, compiled.validity.max_age) == ("client_id", 3600.0)
    assert compiled.refresh == KeysRefresh(60.0, 86400.0, 5.0)
    assert (compiled.insecure_http, compiled.ready_without_keys) == (True, True)


def test_nothing_is_demanded_where_nothing_is_written() -> None:
    [compiled] = compile_issuers((issuer(),), []).values()
    assert compiled.validity.demands is None
    assert (compiled.form, compiled.refresh) == (TokenForm(), KeysRefresh())
    assert compiled.paths.role_names is None


@pytest.mark.parametrize(("unmapped", "keeps"), [(None, False), ("drop", False), ("keep", True)])
def test_a_map_of_roles_is_compiled_and_drops_the_others_unless_it_says_otherwise(
    unmapped: str | None, keeps: bool
) -> None:
    spec = replace(
        issuer(), role_map=(("boss", texts("admin", "viewer")),), unmapped_roles=text(unmapped) if unmapped else None
    )
    faults: list[Fault] = []
    known = {name: Role(name, frozenset((name,)), frozenset()) for name in ("admin", "viewer")}
    compiled = compile_issuers((spec,), faults, roles=RoleTable(known))
    assert faults == []
    assert compiled["main"].paths.role_names == Names({"boss": frozenset({"admin", "viewer"})}, keeps_others=keeps)


def test_what_a_preset_fills_a_written_key_overrides() -> None:
    spec = replace(issuer(), preset="cognito", roles=None, permissions=None)
    filled = compile_issuers((spec,), [])["main"]
    assert (filled.paths.roles, filled.paths.permissions) == (("cognito:groups",), ("scope",))
    assert filled.validity.audience_claim == "client_id"
    written = replace(
        spec,
        subject="username",
        roles=("groups",),
        permissions=(),
        tenant="t",
        expected_claims=(),
        audience_claim="aud",
    )
    overridden = compile_issuers((written,), [])["main"]
    assert overridden.paths == ClaimPaths("username", ("groups",), (), "t")
    assert (overridden.validity.audience_claim, overridden.validity.demands) == ("aud", None)


def test_a_map_of_permissions_is_compiled_and_drops_the_others() -> None:
    written = replace(issuer(), permission_map=(("Orders.Read", texts("orders:read")),))
    paths = compile_issuers((written,), [])["main"].paths
    assert paths.permission_names == Names({"Orders.Read": frozenset({"orders:read"})})
