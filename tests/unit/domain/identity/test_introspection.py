"""What an authorization server says of a token is held against the same checks as a signed one."""

import pytest

from domain.identity.introspection import ANY, Introspection, PrivateKey
from domain.identity.issuer import Secret
from domain.identity.principal import ClaimPaths
from domain.identity.validity import Validity
from domain.message.reason import (
    TOKEN_AUDIENCE,
    TOKEN_CLAIMS,
    TOKEN_EXPIRED,
    TOKEN_ISSUER,
    TOKEN_NOT_YET_VALID,
    Reason,
)

NOW = 1_800_000_000.0
ANSWER: dict[str, object] = {"active": True, "sub": "ada", "exp": NOW + 60}


def introspection(issuer: str = ANY, audience: str = ANY, *, needs_token_type: bool = False) -> Introspection:
    validity = Validity(issuer, frozenset((audience,)))
    return Introspection(
        "opaque", "https://idp.example/i", "gw", Secret("s"), validity, ClaimPaths(), needs_token_type=needs_token_type
    )


def objection(terms: Introspection | None = None, **changes: object) -> Reason | None:
    answer = {name: value for name, value in {**ANSWER, **changes}.items() if value is not ...}
    return (terms or introspection()).objection(answer, NOW)


def test_what_is_not_asked_for_is_taken_to_fit() -> None:
    assert objection() is None
    assert objection(iss="https://whoever.example", aud=["others"]) is None


def test_an_answer_without_an_expiry_is_good() -> None:
    assert objection(exp=...) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": NOW}, TOKEN_EXPIRED),
        ({"exp": "soon"}, TOKEN_CLAIMS),
        ({"exp": None}, TOKEN_CLAIMS),
        ({"exp": 2**63}, TOKEN_CLAIMS),
        ({"nbf": NOW + 1}, TOKEN_NOT_YET_VALID),
        ({"iat": NOW + 1}, TOKEN_NOT_YET_VALID),
        ({"token_type": "DPoP"}, TOKEN_CLAIMS),
        ({"token_type": "mac"}, TOKEN_CLAIMS),
        ({"token_type": None}, TOKEN_CLAIMS),
        ({"token_type": ["Bearer"]}, TOKEN_CLAIMS),
        ({"token_use": "refresh_token"}, TOKEN_CLAIMS),
        ({"token_use": ["access"]}, TOKEN_CLAIMS),
        ({"typ": "Refresh"}, TOKEN_CLAIMS),
        ({"typ": "Offline"}, TOKEN_CLAIMS),
        ({"typ": "ID"}, TOKEN_CLAIMS),
    ],
)
def test_what_is_stated_must_fit(changes: dict[str, object], reason: Reason) -> None:
    assert objection(None, **changes) is reason


@pytest.mark.parametrize(
    "changes",
    [{"token_type": "Bearer"}, {"token_type": "bearer"}, {"token_use": "access_token"}, {"typ": "Bearer"}, {"typ": 1}],
)
def test_an_access_token_of_a_bearer_is_good(changes: dict[str, object]) -> None:
    assert objection(None, **changes) is None


def test_a_token_type_can_be_needed() -> None:
    terms = introspection(needs_token_type=True)
    assert objection(terms) is TOKEN_CLAIMS
    assert objection(terms, token_type="Bearer") is None


def test_an_issuer_and_an_audience_that_are_asked_for_must_be_stated() -> None:
    terms = introspection("https://idp.example", "shop")
    assert objection(terms, iss="https://idp.example", aud=["x", "shop"]) is None
    assert objection(terms, aud="shop") is TOKEN_ISSUER
    assert objection(terms, iss="https://idp.example/", aud="shop") is TOKEN_ISSUER
    assert objection(terms, iss="https://idp.example") is TOKEN_AUDIENCE
    assert objection(terms, iss="https://idp.example", aud=ANY) is TOKEN_AUDIENCE


def test_a_private_key_does_not_show() -> None:
    assert "PEM" not in repr(PrivateKey(Secret("PEM"), "ES256", None, "aud"))
