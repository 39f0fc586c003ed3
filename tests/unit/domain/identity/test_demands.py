"""Demands: whose token it is, what it must say, and what it must say to the letter."""

import pytest

from domain.identity.claims import Claims
from domain.identity.demands import Demands
from domain.message.reason import TOKEN_CLAIMS, TOKEN_PARTY

PARTIES = Demands(parties=frozenset({"shop-web", "shop-app"}))


@pytest.mark.parametrize(
    "claims", [{"azp": "shop-web"}, {"client_id": "shop-app"}, {"azp": "shop-web", "client_id": "shop-app"}]
)
def test_a_token_of_an_accepted_client_meets_no_objection(claims: Claims) -> None:
    assert PARTIES.objection(claims) is None


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"azp": "eve"},
        {"azp": "shop-web", "client_id": "eve"},
        {"azp": "eve", "client_id": "shop-app"},
        {"azp": None},
        {"azp": ["shop-web"]},
        {"azp": "shop-web", "client_id": None},
        {"azp": {"shop-web": 1}},
        {"cid": "shop-web"},
        {"azp": "SHOP-WEB"},
    ],
)
def test_a_token_of_anybody_else_or_of_nobody_is_refused(claims: Claims) -> None:
    assert PARTIES.objection(claims) is TOKEN_PARTY


def test_an_issuer_may_have_its_own_word_for_the_client() -> None:
    demands = Demands(frozenset({"shop"}), ("azp", "appid"))
    assert demands.objection({"appid": "shop"}) is None
    assert demands.objection({"client_id": "shop"}) is TOKEN_PARTY


@pytest.mark.parametrize("claims", [{"jti": "1", "cnf": {"x": 0}}, {"jti": False, "cnf": {"x": []}}])
def test_what_must_be_there_may_be_anything(claims: Claims) -> None:
    assert Demands(present=("jti", "cnf.x")).objection(claims) is None


@pytest.mark.parametrize("claims", [{}, {"jti": None, "cnf": {"x": 1}}, {"jti": "", "cnf": {"x": 1}}, {"jti": "1"}])
def test_what_must_be_there_and_is_not_refuses_the_token(claims: Claims) -> None:
    assert Demands(present=("jti", "cnf.x")).objection(claims) is TOKEN_CLAIMS


@pytest.mark.parametrize("use", ["id", "Access", "", None, 1, ["access"]])
def test_what_must_be_to_the_letter_is(use: object) -> None:
    demands = Demands(equal=(("token_use", "access"),))
    assert demands.objection({"token_use": "access"}) is None
    assert demands.objection({"token_use": use}) is TOKEN_CLAIMS
