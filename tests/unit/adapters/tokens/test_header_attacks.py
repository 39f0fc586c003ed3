"""Headers: forged ones choose no algorithm, bring no key and carry no extension."""

import json
from itertools import product

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pytest_mock import MockerFixture

from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.ports.tokens import KeyUnknown, Unverified, Verified
from domain.message.reason import TOKEN_ALGORITHM, TOKEN_MALFORMED, TOKEN_SIGNATURE, Reason
from tests.fakes.signer import Signer, encode, key_set, rsa_key, signer_for, written

RS = signer_for("RS256")
EVE = Signer("RS256", rsa_key(number=2))


@pytest.fixture
def verifier() -> PyJwtVerifier:
    verifier = PyJwtVerifier(frozenset(("RS256", "ES256")))
    assert verifier.adopt(key_set(RS.jwk(), signer_for("ES256", "k2").jwk())) is None
    return verifier


def reason(verifier: PyJwtVerifier, token: str) -> Reason | None:
    outcome = verifier.verify(token)
    return outcome.reason if isinstance(outcome, Unverified) else None


@pytest.mark.parametrize("none", ["".join(letters) for letters in product("nN", "oO", "nN", "eE")])
def test_none_is_no_algorithm_however_it_is_written(verifier: PyJwtVerifier, none: str) -> None:
    head = encode(written({"alg": none, "kid": "k1"}))
    for token in (f"{head}.e30.", f"{head}.e30.e30", RS.token(header={"alg": none})):
        assert reason(verifier, token) is TOKEN_ALGORITHM


@pytest.mark.parametrize("alg", ["rs256", "RS256 ", "RS384", "PS256", "HS256", "ES256K", "EdDSA", "", "\0", "RSA1_5"])
def test_an_algorithm_counts_to_the_letter(verifier: PyJwtVerifier, alg: str) -> None:
    assert reason(verifier, RS.token(header={"alg": alg})) is TOKEN_ALGORITHM


@pytest.mark.parametrize("alg", [None, 1, True, ["RS256"], {"RS256": 1}])
def test_an_algorithm_that_is_no_text_is_malformed(verifier: PyJwtVerifier, alg: object) -> None:
    assert reason(verifier, RS.sign(written({"alg": alg, "kid": "k1"}), b"{}")) is TOKEN_MALFORMED


def test_a_token_without_an_algorithm_is_malformed(verifier: PyJwtVerifier) -> None:
    assert reason(verifier, RS.token(header={"alg": None})) is TOKEN_MALFORMED


def test_a_second_algorithm_in_the_header_is_malformed(verifier: PyJwtVerifier) -> None:
    assert reason(verifier, RS.sign(b'{"alg":"none","alg":"RS256","kid":"k1"}', b"{}")) is TOKEN_MALFORMED


def public_texts() -> list[bytes]:
    public = rsa_key().public_key()
    pem, der = (public.public_bytes(how, PublicFormat.SubjectPublicKeyInfo) for how in (Encoding.PEM, Encoding.DER))
    pkcs1 = public.public_bytes(Encoding.PEM, PublicFormat.PKCS1)
    return [pem, pem.strip(), der, pkcs1, json.dumps(RS.jwk()).encode(), written(RS.jwk()), key_set(RS.jwk())]


@pytest.mark.parametrize("text", public_texts())
def test_a_public_key_is_no_secret_to_sign_with(verifier: PyJwtVerifier, text: bytes) -> None:
    """Algorithm confusion: the attacker takes the published key, in every writing, for an HMAC key."""
    assert reason(verifier, Signer("HS256", text).token()) is TOKEN_ALGORITHM


@pytest.mark.parametrize("text", public_texts())
def test_a_public_key_is_not_taken_as_a_secret_by_configuration_either(text: bytes) -> None:
    verifier = PyJwtVerifier(frozenset(("HS256",)))
    assert verifier.adopt(key_set(Signer("HS256", text).jwk())) is not None


def test_a_key_that_the_token_brings_along_is_not_looked_at(verifier: PyJwtVerifier) -> None:
    for extra in ({"jwk": EVE.jwk()}, {"jku": "https://eve.example"}, {"x5u": "https://eve.example"}, {"x5c": ["e30"]}):
        assert reason(verifier, EVE.token(header=extra)) is TOKEN_SIGNATURE
        assert isinstance(verifier.verify(RS.token(header=extra)), Verified)


def test_a_key_that_the_token_brings_along_is_not_adopted(verifier: PyJwtVerifier) -> None:
    token = Signer("RS256", EVE.key, "eve").token(header={"jwk": EVE.jwk(kid="eve")})
    assert verifier.verify(token) == KeyUnknown("eve")


@pytest.mark.parametrize("kid", [1, True, None, ["k1"], {"k1": 1}])
def test_a_kid_that_is_no_text_is_malformed(verifier: PyJwtVerifier, kid: object) -> None:
    assert reason(verifier, RS.sign(written({"alg": "RS256", "kid": kid}), b"{}")) is TOKEN_MALFORMED


@pytest.mark.parametrize("kid", ["", "K1", "k1 ", "../../dev/null", "k1' OR '1'='1", "\0", "k1\n", "é", "k" * 9000])
def test_another_kid_is_just_unknown(verifier: PyJwtVerifier, kid: str) -> None:
    assert verifier.verify(RS.token(header={"kid": kid})) == KeyUnknown(kid)


def test_a_kid_of_another_kind_of_key_is_refused_for_its_algorithm(verifier: PyJwtVerifier) -> None:
    assert reason(verifier, RS.token(header={"kid": "k2"})) is TOKEN_ALGORITHM


@pytest.mark.parametrize(
    "extra",
    [{"crit": ["exp"]}, {"crit": []}, {"crit": ["b64"], "b64": True}, {"crit": "exp"}, {"b64": False}, {"b64": True}],
)
def test_an_extension_is_malformed(verifier: PyJwtVerifier, extra: dict[str, object]) -> None:
    assert reason(verifier, RS.token(header=extra)) is TOKEN_MALFORMED


@pytest.mark.parametrize("typ", ["JWT", "jwt", "at+jwt", "AT+JWT", "application/jwt", "application/at+jwt", None])
def test_access_tokens_have_one_of_these_types_or_none(verifier: PyJwtVerifier, typ: str | None) -> None:
    assert isinstance(verifier.verify(RS.token(header={"typ": typ})), Verified)


@pytest.mark.parametrize("typ", ["logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE", "", "text/jwt", 1, ["JWT"], {}])
def test_tokens_of_another_type_are_malformed(verifier: PyJwtVerifier, typ: object) -> None:
    assert reason(verifier, RS.token(header={"typ": typ})) is TOKEN_MALFORMED


def test_every_truncation_of_a_good_token_is_refused(verifier: PyJwtVerifier) -> None:
    token = RS.token()
    assert all(reason(verifier, token[:end]) in (TOKEN_MALFORMED, TOKEN_SIGNATURE) for end in range(len(token)))


def test_every_change_of_one_character_is_refused(verifier: PyJwtVerifier) -> None:
    token = signer_for("ES256", "k2").token()
    changed = [token[:n] + ("A" if token[n] != "A" else "B") + token[n + 1 :] for n in range(len(token))]
    assert not [text for text in changed if isinstance(verifier.verify(text), Verified)]


def test_a_missing_signature_is_a_wrong_one(verifier: PyJwtVerifier) -> None:
    assert reason(verifier, RS.token().rpartition(".")[0] + ".") is TOKEN_SIGNATURE


def test_whatever_the_library_raises_is_a_wrong_signature(verifier: PyJwtVerifier, mocker: MockerFixture) -> None:
    for error in (TypeError, ValueError, OverflowError, RecursionError, KeyError):
        mocker.patch("jwt.algorithms.RSAAlgorithm.verify", side_effect=error("bug"))
        assert reason(verifier, RS.token()) is TOKEN_SIGNATURE
