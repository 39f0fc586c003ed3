"""PEM files: real keys and certificates of every kind, verified with; nothing private, nothing weak."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from adapters.keys.cryptography_pem import FilePemSource
from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.identity.keyring import Keyring, KeyringTerms
from application.ports.keys import KeySet, KeysUnavailable
from application.ports.tokens import Unverified, Verified
from domain.message.reason import TOKEN_SIGNATURE
from domain.plan.algorithms import ASYMMETRIC
from tests.fakes.clock import FakeClock
from tests.fakes.signer import Signer, ed448_signer, rsa_key, signer_for


def public(key: Any, form: PublicFormat = PublicFormat.SubjectPublicKeyInfo) -> str:
    return str(key.public_key().public_bytes(Encoding.PEM, form).decode())


def certificate(key: Any) -> str:
    """Of yesterday: only the key counts."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp")])
    begun = datetime(2020, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 7, begun, begun + timedelta(days=1))
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


async def verifier_of(folder: Path, text: str) -> PyJwtVerifier:
    (folder / "keys.pem").write_text(text)
    found = await FilePemSource(folder / "keys.pem").fetch()
    assert isinstance(found, KeySet), found
    verifier = PyJwtVerifier(ASYMMETRIC)
    problem = verifier.adopt(found.document)
    assert problem is None, problem
    return verifier


async def refused(folder: Path, text: str) -> str:
    """Why, by whoever finds it."""
    (folder / "keys.pem").write_text(text)
    found = await FilePemSource(folder / "keys.pem").fetch()
    return found.why if isinstance(found, KeysUnavailable) else str(PyJwtVerifier(ASYMMETRIC).adopt(found.document))


@pytest.mark.parametrize("alg", sorted(ASYMMETRIC))
@pytest.mark.parametrize("kid", ["k1", None])
async def test_a_public_key_verifies_each_algorithm_of_its_kind(tmp_path: Path, alg: str, kid: str | None) -> None:
    signer = signer_for(alg, kid)
    verifier = await verifier_of(tmp_path, public(signer.key))
    assert verifier.verify(signer.token()) == Verified({"sub": "ada"})


async def test_the_other_edwards_curve_too(tmp_path: Path) -> None:
    signer = ed448_signer()
    assert isinstance((await verifier_of(tmp_path, public(signer.key))).verify(signer.token()), Verified)


async def test_an_rsa_key_in_its_own_form_and_a_certificate_that_has_expired_do_as_well(tmp_path: Path) -> None:
    signer = signer_for("RS256")
    for text in (public(signer.key, PublicFormat.PKCS1), certificate(signer.key)):
        assert isinstance((await verifier_of(tmp_path, text)).verify(signer.token()), Verified)


async def test_of_several_keys_of_one_kind_each_is_tried(tmp_path: Path) -> None:
    old, new, eve = (Signer("RS256", rsa_key(number=number)) for number in (1, 2, 3))
    verifier = await verifier_of(tmp_path, public(old.key) + certificate(new.key) + public(signer_for("ES256").key))
    assert [isinstance(verifier.verify(one.token()), Verified) for one in (old, new)] == [True, True]
    outcome = verifier.verify(eve.token())
    assert isinstance(outcome, Unverified)
    assert outcome.reason is TOKEN_SIGNATURE


async def test_a_file_that_is_replaced_is_read_anew(tmp_path: Path) -> None:
    old, new = (Signer("RS256", rsa_key(number=number)) for number in (1, 2))
    source = FilePemSource(tmp_path / "keys.pem")
    (tmp_path / "keys.pem").write_text(public(old.key))
    before = await source.fetch()
    (tmp_path / "keys.pem").write_text(public(new.key))
    assert await source.fetch() != before


@pytest.mark.parametrize(
    "key", [rsa_key(1024), ec.generate_private_key(ec.SECP256K1()), ec.generate_private_key(ec.BrainpoolP256R1())]
)
async def test_a_weak_key_and_another_curve_make_no_keys(tmp_path: Path, key: Any) -> None:
    why = await refused(tmp_path, public(key))
    assert "no usable key" in why or "not a key that tokens are signed with" in why


@pytest.mark.parametrize("key", [dsa.generate_private_key(2048), x25519.X25519PrivateKey.generate()])
async def test_a_key_that_signs_no_tokens_refuses_the_file(tmp_path: Path, key: Any) -> None:
    assert "not a key that tokens are signed with" in await refused(tmp_path, public(key) + public(rsa_key()))


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL])
async def test_a_private_key_refuses_the_file_and_is_not_shown(tmp_path: Path, form: PrivateFormat) -> None:
    private = rsa_key().private_bytes(Encoding.PEM, form, NoEncryption()).decode()
    why = await refused(tmp_path, public(ed448.Ed448PrivateKey.generate()) + private)
    assert "private key" in why
    assert not [line for line in private.splitlines()[1:-1] if line in why]


@pytest.mark.parametrize("text", ["", "{}", "-----BEGIN PUBLIC KEY-----\nnot base64\n-----END PUBLIC KEY-----\n"])
async def test_what_is_no_pem_is_said_and_not_raised(tmp_path: Path, text: str) -> None:
    assert await refused(tmp_path, text)


async def test_bytes_that_are_no_text_are_said_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "keys.pem").write_bytes(b"\xff\xfe-----BEGIN")
    assert isinstance(await FilePemSource(tmp_path / "keys.pem").fetch(), KeysUnavailable)


async def test_a_file_that_is_replaced_is_believed_when_the_keys_are_of_age_and_not_before(tmp_path: Path) -> None:
    old, new = (Signer("RS256", rsa_key(number=number)) for number in (1, 2))
    path, clock = tmp_path / "keys.pem", FakeClock()
    path.write_text(public(old.key))
    keyring = Keyring(PyJwtVerifier(ASYMMETRIC), FilePemSource(path), clock, KeyringTerms(refresh_after=60))
    await keyring.refresh()
    path.write_text(public(new.key))
    clock.advance(59)
    assert isinstance(keyring.verify(old.token()), Verified)
    clock.advance(1)
    await keyring.refresh()
    assert isinstance(keyring.verify(new.token()), Verified)
    assert isinstance(keyring.verify(old.token()), Unverified)
    path.write_text("half a file")
    clock.advance(60)
    await keyring.refresh()
    assert isinstance(keyring.verify(new.token()), Verified)  # a file that has become bad changes nothing
    await keyring.close()
