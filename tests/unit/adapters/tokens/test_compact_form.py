"""Form: whatever is not exactly one signed compact token is malformed, however good its signature."""

import pytest

from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.ports.tokens import Unverified, Verified
from domain.message.reason import TOKEN_ENCRYPTED, TOKEN_MALFORMED
from tests.fakes.signer import encode, key_set, signer_for, written

HS = signer_for("HS256")
HEADER = written({"alg": "HS256", "kid": "k1"})
CLAIMS = written({"sub": "ada"})
DEEP = b'{"a":' * 5000 + b"1" + b"}" * 5000


@pytest.fixture
def verifier() -> PyJwtVerifier:
    verifier = PyJwtVerifier(frozenset(("HS256",)))
    assert verifier.adopt(key_set(HS.jwk())) is None
    return verifier


def malformed(verifier: PyJwtVerifier, token: str) -> bool:
    outcome = verifier.verify(token)
    return isinstance(outcome, Unverified) and outcome.reason is TOKEN_MALFORMED


def test_the_token_that_the_others_are_made_from_is_good(verifier: PyJwtVerifier) -> None:
    assert verifier.verify(HS.sign(HEADER, CLAIMS)) == Verified({"sub": "ada"})


@pytest.mark.parametrize(
    "token",
    ["", ".", "..", "...", "a", "a.b", "a.b.c", "a.b.c.d", "{}", "\0", "é.é.é", "\ud800.a.a", "\n\n"],
)
def test_other_texts_are_malformed(verifier: PyJwtVerifier, token: str) -> None:
    assert malformed(verifier, token)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("stray", ["=", "==", "+", "/", " ", "\n", "\0", "é", "\u2028", "%41", "."])
def test_a_stray_character_in_any_part_is_malformed(verifier: PyJwtVerifier, place: int, stray: str) -> None:
    parts = HS.sign(HEADER, CLAIMS).split(".")
    for changed in (parts[place] + stray, stray + parts[place], parts[place][:5] + stray + parts[place][5:]):
        assert malformed(verifier, ".".join((*parts[:place], changed, *parts[place + 1 :])))


def test_a_stray_character_is_malformed_even_where_the_issuer_signed_it(verifier: PyJwtVerifier) -> None:
    for signed in (f"{encode(HEADER)}=.{encode(CLAIMS)}", f"{encode(HEADER)}.{encode(CLAIMS)}\n"):
        assert malformed(verifier, HS.sign_text(signed))


def test_stray_bits_at_the_end_of_a_signature_are_malformed(verifier: PyJwtVerifier) -> None:
    token = HS.sign(HEADER, CLAIMS)  # 32 bytes are 43 characters: the last has two bits to spare
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    others = [token[:-1] + alphabet[alphabet.index(token[-1]) + bits] for bits in (1, 2, 3)]
    assert all(malformed(verifier, other) for other in others)


def test_stray_bits_in_a_signed_payload_are_malformed(verifier: PyJwtVerifier) -> None:
    payload = encode(CLAIMS)
    assert payload[-2:] == "fQ"
    assert malformed(verifier, HS.sign_text(f"{encode(HEADER)}.{payload[:-1]}R"))


def test_a_fourth_part_after_a_good_token_is_malformed(verifier: PyJwtVerifier) -> None:
    assert malformed(verifier, HS.sign(HEADER, CLAIMS) + ".")
    assert malformed(verifier, HS.sign(HEADER, CLAIMS) + ".e30")


@pytest.mark.parametrize("token", ["e30.e30.e30.e30.e30", "a.b.c.d.e", "....", "a....b"])
def test_an_encrypted_token_has_a_reason_of_its_own(verifier: PyJwtVerifier, token: str) -> None:
    assert verifier.verify(token) == Unverified(TOKEN_ENCRYPTED, "five parts")


def test_six_parts_are_no_encrypted_token(verifier: PyJwtVerifier) -> None:
    assert malformed(verifier, "a.b.c.d.e.f")


def test_sixteen_kibibytes_are_read_and_one_character_more_is_not(verifier: PyJwtVerifier) -> None:
    spare = 16 * 1024 - len(HS.token({"pad": ""}))
    fitting = HS.token({"pad": "x" * (spare // 4 * 3 - 3)})
    assert 16 * 1024 - 8 < len(fitting) <= 16 * 1024
    assert isinstance(verifier.verify(fitting), Verified)
    assert malformed(verifier, HS.token({"pad": "x" * (spare // 4 * 3 + 3)}))


@pytest.mark.parametrize("filling", ["a", ".", '{"', "\0"])
def test_a_token_of_a_megabyte_is_malformed(verifier: PyJwtVerifier, filling: str) -> None:
    assert malformed(verifier, filling * 1_000_000)


PAYLOADS = {
    "nothing": b"",
    "no JSON": b"sub=ada",
    "an array": b'["sub"]',
    "a string": b'"ada"',
    "null": b"null",
    "trailing bytes": b'{"sub":"ada"} {}',
    "a claim twice": b'{"sub":"ada","sub":"eve"}',
    "a claim twice by an escape": b'{"sub":"ada","s\\u0075b":"eve"}',
    "a claim twice further down": b'{"a":{"b":[{"roles":[],"roles":["admin"]}]}}',
    "NaN": b'{"exp":NaN}',
    "Infinity": b'{"exp":Infinity}',
    "an infinity in digits": b'{"exp":1e999}',
    "a number of 5000 digits": b'{"exp":' + b"9" * 5000 + b"}",
    "Latin-1": '{"sub":"Zoë"}'.encode("latin-1"),
    "UTF-16": '{"sub":"ada"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"sub":"ada"}',
    "an overlong form": b'{"sub":"\xc0\xae"}',
    "half a surrogate pair in bytes": b'{"sub":"\xed\xa0\x80"}',
    "half a surrogate pair in an escape": b'{"sub":"\\uD800"}',
    "a control character": b'{"sub":"a\x00da"}',
    "deep objects": DEEP,
    "deep arrays": b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "deep and never closed": b'{"a":' + b"[" * 5000,
    "33 deep": b'{"a":' * 33 + b"1" + b"}" * 33,
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_signed_payload_that_readers_might_read_differently_is_malformed(
    verifier: PyJwtVerifier, payload: bytes
) -> None:
    assert malformed(verifier, HS.sign(HEADER, payload))


READABLE = {
    "32 deep": b'{"a":' * 32 + b"1" + b"}" * 32,
    "wide": written({"roles": [{"in": [n]} for n in range(60)]}),
    "brackets in text": written({"a": "[{" * 50 + '"' + "\\" + "[" * 50, "b": [1] * 3}),
    "a whole surrogate pair": b'{"sub":"\\ud83d\\ude00"}',
    "UTF-8": '{"sub":"Zoë 😀"}'.encode(),
    "expiry as text, which the domain refuses": b'{"exp":"tomorrow"}',
    "a fraction": b'{"exp":1.5e9}',
}


@pytest.mark.parametrize("payload", READABLE.values(), ids=READABLE)
def test_other_claims_are_read_as_they_are(verifier: PyJwtVerifier, payload: bytes) -> None:
    assert isinstance(verifier.verify(HS.sign(HEADER, payload)), Verified)


def test_a_header_that_could_take_quadratic_time_is_read_at_once(verifier: PyJwtVerifier) -> None:
    """Unclosed strings of escaped quotes, after enough brackets that the depth is counted."""
    assert malformed(verifier, HS.sign(b"{" * 40 + b'"' + b'\\"' * 5500, b"{}"))
