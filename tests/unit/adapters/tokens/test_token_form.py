"""The form that an issuer's tokens have, where the configuration says more than usual."""

import pytest

from adapters.tokens.pyjwt_verifier import PyJwtVerifier
from application.ports.tokens import Unverified, Verified
from domain.identity.issuer import TokenForm
from domain.message.reason import TOKEN_MALFORMED
from tests.fakes.signer import key_set, signer_for

RS = signer_for("RS256")


def verifier_of(form: TokenForm) -> PyJwtVerifier:
    verifier = PyJwtVerifier(frozenset(("RS256",)), form)
    assert verifier.adopt(key_set(RS.jwk())) is None
    return verifier


ACCESS = TokenForm(frozenset(("at+jwt",)), needs_type=True)


@pytest.mark.parametrize("typ", ["at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+JWT"])
def test_where_access_tokens_are_asked_for_by_type_they_pass(typ: str) -> None:
    assert isinstance(verifier_of(ACCESS).verify(RS.token(header={"typ": typ})), Verified)


@pytest.mark.parametrize("typ", ["JWT", "jwt", "", None, "id+jwt", "at+jwt ", "application/application/at+jwt"])
def test_where_access_tokens_are_asked_for_by_type_no_other_passes_nor_one_without(typ: str | None) -> None:
    assert verifier_of(ACCESS).verify(RS.token(header={"typ": typ})) == Unverified(
        TOKEN_MALFORMED, "`typ` is not at+jwt"
    )


def test_a_token_is_as_large_as_the_configuration_says_and_no_larger() -> None:
    token = RS.token()
    assert isinstance(verifier_of(TokenForm(largest=len(token))).verify(token), Verified)
    too_long = verifier_of(TokenForm(largest=len(token) - 1)).verify(token)
    assert too_long == Unverified(TOKEN_MALFORMED, f"longer than {len(token) - 1} characters")
