"""What every token verifier keeps: the fake, and PyJWT with each kind of key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.ports.tokens import KeyUnknown, TokenVerifier, Unverified, Verified
from domain.identity.claims import Claims
from tests.fakes.signer import Signer, key_set, signer_for
from tests.fakes.tokens import FakeVerifier, fake_key_set


@dataclass
class House:
    """A verifier, and an issuer for it."""

    verifier: TokenVerifier
    issue: Callable[[str, Claims], str]  # kid and claims to a token
    publish: Callable[..., bytes]  # kids to a JWK Set


def fake_house() -> House:
    verifier = FakeVerifier()

    def issue(kid: str, claims: Claims) -> str:
        token = f"token {kid} {claims}"
        verifier.accept(token, claims, kid)
        return token

    return House(verifier, issue, fake_key_set)


def pyjwt_house(alg: str) -> House:
    signers: dict[str, Signer] = {}

    def signer(kid: str) -> Signer:
        return signers.setdefault(kid, signer_for(alg, kid))

    return House(
        PyJwtVerifier(frozenset((alg,))),
        lambda kid, claims: signer(kid).token(dict(claims)),
        lambda *kids: key_set(*(signer(kid).jwk() for kid in kids)),
    )


HOUSES = {"fake": fake_house} | {alg: partial(pyjwt_house, alg) for alg in ("HS256", "RS256", "ES256", "EdDSA")}


@pytest.fixture(params=HOUSES.values(), ids=list(HOUSES))
def house(request: pytest.FixtureRequest) -> House:
    made = request.param()
    assert isinstance(made, House)
    return made


def test_before_the_first_keys_every_key_is_unknown(house: House) -> None:
    assert house.verifier.verify(house.issue("k1", {"sub": "ada"})) == KeyUnknown("k1")


def test_a_signed_token_has_the_claims_that_were_signed(house: House) -> None:
    assert house.verifier.adopt(house.publish("k1", "k2")) is None
    claims = {"sub": "ada", "aud": ["a", "b"], "realm": {"roles": ["viewer"]}, "exp": 1.5}
    assert house.verifier.verify(house.issue("k2", claims)) == Verified(claims)


def test_claims_are_not_judged_here(house: House) -> None:
    assert house.verifier.adopt(house.publish("k1")) is None
    assert isinstance(house.verifier.verify(house.issue("k1", {"exp": 0})), Verified)


def test_a_key_that_was_not_brought_is_unknown_by_its_name(house: House) -> None:
    assert house.verifier.adopt(house.publish("k1")) is None
    assert house.verifier.verify(house.issue("k2", {})) == KeyUnknown("k2")


def test_who_is_verified_is_told_by_which_key(house: House) -> None:
    token = house.issue("k1", {})
    house.verifier.adopt(house.publish("k1", "k2"))
    verified = house.verifier.verify(token)
    assert isinstance(verified, Verified)
    assert verified.key == "k1"


def test_new_keys_take_the_place_of_the_old_ones(house: House) -> None:
    old, new = house.issue("k1", {}), house.issue("k2", {})
    assert house.verifier.adopt(house.publish("k1")) is None
    assert house.verifier.adopt(house.publish("k2")) is None
    assert house.verifier.verify(old) == KeyUnknown("k1")
    assert house.verifier.verify(new) == Verified({})


@pytest.mark.parametrize("document", [b"", b"\xff", b"[]", b"{}", b'{"keys": []}', b'{"keys": [7]}'])
def test_a_document_that_is_no_key_set_is_refused_and_the_former_keys_stay(house: House, document: bytes) -> None:
    token = house.issue("k1", {})
    assert house.verifier.adopt(house.publish("k1")) is None
    assert house.verifier.adopt(document)
    assert house.verifier.verify(token) == Verified({})


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é", "\ud800", "\0" * 100, "." * 100_000, "{" * 100_000])
def test_other_texts_are_refused_and_nothing_is_raised(house: House, token: str) -> None:
    assert house.verifier.adopt(house.publish("k1")) is None
    assert isinstance(house.verifier.verify(token), Unverified)


def test_a_changed_token_is_refused_and_the_reason_does_not_quote_it(house: House) -> None:
    token = house.issue("k1", {"sub": "ada"})
    assert house.verifier.adopt(house.publish("k1")) is None
    outcome = house.verifier.verify(token[:-9] + token[-9:].swapcase())
    assert isinstance(outcome, Unverified)
    assert token[-20:-9] not in outcome.why
