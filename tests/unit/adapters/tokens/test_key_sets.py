"""Key sets: which keys are used, for what, and which one a token is held against."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.tokens.pyjwt_key_set import MOST_NAMELESS
from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.ports.tokens import KeyUnknown, Unverified, Verified
from domain.message.reason import TOKEN_ALGORITHM, TOKEN_SIGNATURE
from domain.plan.algorithms import ASYMMETRIC, SHORTEST_SECRET
from tests.fakes.signer import SECRET, Signer, ed448_signer, encode, key_set, rsa_key, signer_for

PUBLIC = ASYMMETRIC
SHARED = frozenset(SHORTEST_SECRET)
RS, ES, HS = signer_for("RS256"), signer_for("ES256"), signer_for("HS256")


def verifier_of(*jwks: object, allowed: frozenset[str] = PUBLIC) -> PyJwtVerifier:
    verifier = PyJwtVerifier(allowed)
    assert verifier.adopt(key_set(*jwks)) is None
    return verifier


def refusal(*jwks: object, allowed: frozenset[str] = PUBLIC) -> str | None:
    return PyJwtVerifier(allowed).adopt(key_set(*jwks))


@pytest.mark.parametrize(("published", "told"), [("k1", "k1"), (None, None)])
def test_the_key_is_told_by_its_issuers_name_and_never_by_the_tokens(published: str | None, told: str | None) -> None:
    verified = verifier_of(RS.jwk(kid=published)).verify(RS.token(header={"kid": "k1"}))
    assert isinstance(verified, Verified)
    assert verified.key == told


@pytest.mark.parametrize("alg", sorted(PUBLIC | SHARED))
def test_every_algorithm_of_the_plan_is_verified(alg: str) -> None:
    signer = signer_for(alg)
    verifier = verifier_of(signer.jwk(), allowed=frozenset((alg,)))
    assert verifier.verify(signer.token()) == Verified({"sub": "ada"})


def test_the_other_edwards_curve_is_verified_too() -> None:
    signer = ed448_signer()
    assert isinstance(verifier_of(signer.jwk()).verify(signer.token()), Verified)


def test_a_key_that_states_no_algorithm_serves_those_of_its_kind() -> None:
    verifier = verifier_of(RS.jwk(alg=None), signer_for("ES384", "k2").jwk(alg=None))
    for alg in ("RS256", "RS512", "PS384"):
        assert isinstance(verifier.verify(signer_for(alg).token()), Verified)
    assert isinstance(verifier.verify(signer_for("ES384", "k2").token()), Verified)


def test_a_key_that_states_an_algorithm_serves_no_other() -> None:
    outcome = verifier_of(RS.jwk()).verify(signer_for("PS256").token())
    assert isinstance(outcome, Unverified)
    assert outcome.reason is TOKEN_ALGORITHM


UNUSABLE = {
    "RSA of 1024 bits": Signer("RS256", rsa_key(1024)).jwk(),
    "RSA of 2047 bits": RS.jwk(n=encode(((1 << 2046) + 1).to_bytes(256, "big"))),
    "RSA with an exponent of one": RS.jwk(e="AQ"),
    "RSA with an even exponent": RS.jwk(e="AQAA"),
    "RSA beyond all work": RS.jwk(n=encode(b"\xff" * 4096)),
    "RSA without a modulus": RS.jwk(n=None),
    "RSA with a number for a modulus": RS.jwk(n=12345),
    "RSA in padded base64": RS.jwk(e="AQAB===="),
    "RSA in plain base64": RS.jwk(n="+" + str(RS.jwk()["n"])[1:]),
    "RSA with its private half": RS.jwk(d="AQAB"),
    "P-256 with ES384": ES.jwk(alg="ES384"),
    "P-384 with ES256": signer_for("ES384").jwk(alg="ES256"),
    "P-256 coordinates named P-384": ES.jwk(crv="P-384", alg="ES384"),
    "a point off the curve": ES.jwk(y=ES.jwk()["x"]),
    "secp256k1": ES.jwk(crv="secp256k1", alg=None),
    "X25519": {"kty": "OKP", "crv": "X25519", "x": encode(b"1" * 32), "kid": "k1"},
    "Ed25519 too short": signer_for("EdDSA").jwk(x=encode(b"1" * 31)),
    "an EC key named RSA": ES.jwk(kty="RSA", alg=None),
    "an unknown kind": {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA", "kid": "k1"},
    "a kind that is no text": RS.jwk(kty=["RSA"]),
    "no kind": RS.jwk(kty=None),
    "an algorithm not in the plan": RS.jwk(alg="RSA-OAEP"),
    "an algorithm that is no text": RS.jwk(alg=["RS256"]),
    "for encryption": RS.jwk(use="enc"),
    "for an unknown use": RS.jwk(use=1),
    "to sign only": RS.jwk(key_ops=["sign"]),
    "with operations in a text": RS.jwk(key_ops="verify"),
    "a kid that is no text": RS.jwk(kid=1),
    "a shared secret": HS.jwk(),
}


@pytest.mark.parametrize("jwk", UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_key_makes_no_set(jwk: object) -> None:
    assert "no usable key" in str(refusal(jwk))


@pytest.mark.parametrize("jwk", UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_key_does_not_spoil_its_neighbours(jwk: object) -> None:
    neighbour = signer_for("ES256", "good")
    assert isinstance(verifier_of(jwk, "no key", neighbour.jwk()).verify(neighbour.token()), Verified)


@pytest.mark.parametrize(("alg", "length"), SHORTEST_SECRET.items())
def test_a_secret_is_as_long_as_its_hash(alg: str, length: int) -> None:
    just, short = Signer(alg, SECRET[:length]), Signer(alg, SECRET[: length - 1])
    assert refusal(just.jwk(), allowed=SHARED) is None
    assert "too weak" in str(refusal(short.jwk(), allowed=SHARED))


def test_an_empty_secret_is_refused() -> None:
    assert refusal({"kty": "oct", "k": ""}, allowed=SHARED) is not None


def test_a_secret_that_states_no_algorithm_serves_only_hashes_it_is_long_enough_for() -> None:
    short = Signer("HS512", SECRET[:32])
    outcome = verifier_of(short.jwk(alg=None), allowed=SHARED).verify(short.token())
    assert isinstance(outcome, Unverified)
    assert outcome.reason is TOKEN_ALGORITHM


def test_a_secret_beside_public_keys_is_not_used() -> None:
    assert refusal(HS.jwk(), RS.jwk(kid="k2"), allowed=SHARED) is not None
    outcome = verifier_of(HS.jwk(), RS.jwk(kid="k2")).verify(HS.token())
    assert isinstance(outcome, Unverified)
    assert outcome.reason is TOKEN_ALGORITHM


def test_where_both_kinds_are_allowed_secrets_are_not_used() -> None:
    assert refusal(HS.jwk(), allowed=PUBLIC | SHARED) is not None


def test_a_refusal_never_quotes_the_secret() -> None:
    said = refusal(HS.jwk(kty="oct", alg="HS999"), {"kty": "oct", "k": encode(b"short secret")}, allowed=SHARED)
    assert said is not None
    assert encode(b"short secret") not in said
    assert str(HS.jwk()["k"]) not in said


@pytest.mark.parametrize("other", [ES.jwk(), RS.jwk(), RS.jwk(n="AQAB"), {"kty": "AKP", "kid": "k1"}])
def test_one_kid_for_two_keys_refuses_the_set(other: object) -> None:
    assert refusal(RS.jwk(), other, signer_for("ES256", "k2").jwk()) == "one `kid` names two keys"


def test_an_encryption_key_may_share_the_name() -> None:
    assert isinstance(verifier_of(RS.jwk(), RS.jwk(use="enc", alg="RSA-OAEP")).verify(RS.token()), Verified)


DOCUMENTS = [
    b"", b"{}", b"[]", b"null", b'{"keys":{}}', b'{"keys":null}', b'{"keys":[]}', b'{"keys":[1,null,"x",[]]}',
    b"\xff", b"<html>", b'{"keys":[],"keys":[]}', b'{"keys":' + b"[" * 100_000, key_set(*[{"kty": "x"}] * 257),
]  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_without_keys_is_refused_and_the_former_keys_stay(document: bytes) -> None:
    verifier = verifier_of(RS.jwk())
    assert verifier.adopt(document)
    assert isinstance(verifier.verify(RS.token()), Verified)


def test_a_new_set_takes_the_place_of_the_old_one() -> None:
    verifier, new = verifier_of(RS.jwk()), signer_for("ES256", "k2")
    assert verifier.adopt(key_set(new.jwk())) is None
    assert verifier.verify(RS.token()) == KeyUnknown("k1")
    assert isinstance(verifier.verify(new.token()), Verified)


def test_without_keys_every_key_is_unknown() -> None:
    assert PyJwtVerifier(PUBLIC).verify(RS.token()) == KeyUnknown("k1")


def test_a_token_that_names_no_key_is_verified_where_one_key_fits() -> None:
    nameless = signer_for("RS256", None)
    assert isinstance(verifier_of(RS.jwk(), ES.jwk(kid="k2")).verify(nameless.token()), Verified)


def test_a_token_that_names_no_key_does_not_get_to_choose() -> None:
    other = Signer("RS256", rsa_key(number=2), "k2")
    assert verifier_of(RS.jwk(), other.jwk()).verify(signer_for("RS256", None).token()) == KeyUnknown(None)


def test_a_nameless_key_serves_a_named_token_where_it_is_the_only_one_that_fits() -> None:
    nameless = RS.jwk(kid=None)
    assert isinstance(verifier_of(nameless, ES.jwk(kid="k2")).verify(RS.token()), Verified)
    assert verifier_of(nameless, Signer("RS256", rsa_key(number=2), "k2").jwk()).verify(RS.token()) == KeyUnknown("k1")


def test_a_named_key_never_serves_another_name() -> None:
    assert verifier_of(RS.jwk(kid="k2")).verify(RS.token()) == KeyUnknown("k1")


def test_a_signature_of_another_key_of_the_set_does_not_count() -> None:
    other = Signer("RS256", rsa_key(number=2), "k2")
    outcome = verifier_of(RS.jwk(), other.jwk()).verify(other.token(header={"kid": "k1"}))
    assert isinstance(outcome, Unverified)
    assert outcome.reason is TOKEN_SIGNATURE


def test_a_few_keys_without_names_are_each_tried_and_many_are_not() -> None:
    nameless = [Signer("ES256", ec.generate_private_key(ec.SECP256R1()), None) for _ in range(MOST_NAMELESS + 1)]
    few, many = verifier_of(*(one.jwk() for one in nameless[1:])), verifier_of(*(one.jwk() for one in nameless))
    assert all(isinstance(few.verify(one.token()), Verified) for one in nameless[1:])
    assert isinstance(few.verify(nameless[-1].token(header={"kid": "any"})), Verified)
    stranger = few.verify(nameless[0].token())
    assert isinstance(stranger, Unverified)
    assert stranger.reason is TOKEN_SIGNATURE
    assert many.verify(nameless[0].token()) == KeyUnknown(None)
