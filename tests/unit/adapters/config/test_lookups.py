"""Introspection and role lookups as written: all that can be said, where secrets are, and keys that can sign."""

import json
import logging
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from domain.spec.asking import AskingTerms
from domain.spec.lookups import IntrospectionSpec, RoleLookupSpec
from tests.fakes.gateway_text import faults_of, spec_of
from tests.fakes.own_keys import jwk_of, pem_of
from tests.fakes.signer import ec_key, rsa_key

SECRET = "hunter2hunter2"
NEEDED = 'url: "https://idp.example/i", client_id: gateway'


def _text(written: str) -> str:
    return f"identity:\n  introspection:\n    opaque:\n      {{{NEEDED}, {written}}}\n"


def _introspection(written: str, folder: Path = Path(), **environment: str) -> IntrospectionSpec:
    return spec_of(_text(written), folder, **environment).lookups.introspections[0]


def _codes(written: str, folder: Path = Path()) -> list[str]:
    return [fault.code for fault in faults_of(_text(written), folder)]


def _lookup(written: str) -> RoleLookupSpec:
    text = f'identity:\n  roles_from:\n    auth: {{url: "https://a.example/{{subject}}"{written}}}\n'
    return spec_of(text).lookups.roles[0]


def test_what_is_not_written_is_as_the_domain_has_it() -> None:
    found = _introspection("client_secret: s")
    assert found == IntrospectionSpec(found.name, found.url, "gateway", found.secret)
    lookup = _lookup("")
    assert lookup == RoleLookupSpec(lookup.name, lookup.url)


def test_all_of_an_introspection_is_read() -> None:
    found = _introspection(
        "client_secret: s, issuer: i, audience: [a, b], leeway: 5s, needs_token_type: true,"
        " claims: {subject: client_id, roles: [r, s], permissions: scope, tenant: org},"
        " authorized_parties: [app], required_claims: [jti],"
        " role_map: {theirs: ours}, unmapped_roles: keep, permission_map: {a: 'b:c'},"
        " calls: 3,"
        " cache: {most: 2m, negative: 1s, entries: 7}, timeout: {connect: 100ms, total: 1s},"
        " breaker: {failures: 2, cooldown: 9s}"
    )
    assert found == IntrospectionSpec(
        found.name, found.url, "gateway", found.secret, issuer="i", audience=("a", "b"), leeway=5.0,
        needs_token_type=True, subject="client_id", roles=("r", "s"), permissions=("scope",),
        tenant="org", authorized_parties=("app",),
        required_claims=("jti",), role_map=found.role_map, permission_map=found.permission_map,
        unmapped_roles=found.unmapped_roles,
        most=120.0, negative=1.0, entries=7,
        asking=AskingTerms(0.1, 1.0, 3, 2, 9.0),
    )  # fmt: skip


def test_roles_are_mapped_by_names_with_their_places() -> None:
    found = _introspection("client_secret: s, role_map: {a: [b, c], d: e}, unmapped_roles: drop")
    assert found.role_map is not None
    assert [(theirs, [str(one) for one in ours]) for theirs, ours in found.role_map] == [
        ("a", ["b", "c"]),
        ("d", ["e"]),
    ]
    assert str(found.unmapped_roles) == "drop"


def test_all_of_a_role_lookup_is_read() -> None:
    found = _lookup(
        ", roles: data.roles, token: t, cache: {for: 5s, stale_for: 1m, most: 9}, calls: 2, timeout: {total: 1s}"
    )
    asking = AskingTerms(total=1.0, calls=2)
    assert found == RoleLookupSpec(found.name, found.url, "data.roles", found.token, 5.0, 60.0, 9, asking)


def test_a_secret_comes_from_a_file_or_the_environment(tmp_path: Path) -> None:
    (tmp_path / "s").write_text(SECRET + "\n")
    for written in ("client_secret: {file: s}", 'client_secret: "${S}"'):
        secret = _introspection(written, tmp_path, S=SECRET).secret
        assert secret is not None
        assert secret.value == SECRET


def test_an_issuer_and_an_introspection_may_name_a_role_lookup() -> None:
    issuer = "{issuer: m, audience: [a], algorithms: [RS256], keys: discover, roles_from: auth}"
    text = f"identity:\n  issuers: {{main: {issuer}}}\n  introspection: {{opaque: {{{NEEDED}, roles_from: other}}}}\n"
    found = [(str(one.credential), str(one.lookup)) for one in spec_of(text).lookups.roles_from]
    assert found == [("main", "auth"), ("opaque", "other")]


@pytest.mark.parametrize(
    ("form", "algorithm", "kid"),
    [
        (pem_of("RS256"), "RS256", None),
        (pem_of("ES256"), "ES256", None),
        (pem_of("ES384"), "ES384", None),
        (pem_of("ES512"), "ES512", None),
        (pem_of("EdDSA"), "EdDSA", None),
        (jwk_of("PS384"), "PS384", "k1"),
        (jwk_of("RS256", alg=None, kid=None), "RS256", None),
        (jwk_of("EdDSA"), "EdDSA", "k1"),
    ],
)
def test_a_private_key_says_by_itself_how_it_signs(tmp_path: Path, form: str, algorithm: str, kid: str | None) -> None:
    (tmp_path / "key").write_text(form)
    key = _introspection("private_key: {file: key, audience: a}", tmp_path).private_key
    assert key is not None
    assert (key.algorithm, key.kid, key.audience, key.text.strip()) == (algorithm, kid, "a", form.strip())


def _written(key: object, password: bytes | None = None) -> str:
    hidden = BestAvailableEncryption(password) if password else NoEncryption()
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden).decode())  # type: ignore[attr-defined]


UNUSABLE = {
    "text": lambda: "no key",
    "public": lambda: ec_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    "public-jwk": lambda: json.dumps({k: v for k, v in json.loads(jwk_of("RS256")).items() if k in ("kty", "n", "e")}),
    "small-rsa": lambda: _written(rsa_key(1024)),
    "password": lambda: _written(ec_key(), b"hunter2hunter2"),
    "dsa": lambda: _written(dsa.generate_private_key(1024)),
    "wrong-alg": lambda: jwk_of("ES256", alg="RS256"),
    "symmetric": lambda: json.dumps({"kty": "oct", "k": "aHVudGVyMg", "alg": "HS256"}),
    "list": lambda: "[]",
    "half": lambda: "{",
    "empty-object": lambda: "{}",
}


@pytest.mark.parametrize("form", UNUSABLE.values(), ids=list(UNUSABLE))
def test_a_key_that_cannot_sign_is_a_fault(tmp_path: Path, form: object) -> None:
    (tmp_path / "key").write_text(form())  # type: ignore[operator]
    assert _codes("private_key: {file: key}", tmp_path) == ["key-unusable"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("client_secret: 5", "secret-malformed"),
        ("client_secret: [s]", "secret-malformed"),
        ("client_secret: {path: s}", "key-unknown"),
        ("client_secret: {file: none}", "file-missing"),
        ("private_key: {file: none}", "file-missing"),
        ("private_key: {}", "key-missing"),
        ("client_secret: s, audience: []", "list-empty"),
        ("client_secret: s, cache: {most: 0s}", "duration-zero"),
        ("client_secret: s, cache: {entries: 0}", "count-malformed"),
        ("client_secret: s, cach: {most: 1s}", "key-unknown"),
        ("client_secret: s, timeout: {idle: 1s}", "key-unknown"),
        ("client_secret: s, leeway: 10m", "leeway-long"),
    ],
)
def test_what_cannot_be_meant_is_a_fault(written: str, code: str) -> None:
    assert _codes(written) == [code]


def test_no_secret_shows_in_a_fault_or_a_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "key").write_text(SECRET)
    said = [
        str(faults_of(_text(written), tmp_path))
        for written in (
            f"client_secret: {{{SECRET}: x}}", f"client_secret: [{SECRET}]", "private_key: {file: key}",
            f"client_secret: s, token: {SECRET}",
        )
    ]  # fmt: skip
    assert SECRET not in "".join(said) + caplog.text
    assert SECRET not in repr(_introspection(f"client_secret: {SECRET}"))
