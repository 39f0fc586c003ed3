"""Validity: meant for us, and now. Whatever the claims hold, the question is answered and nothing raises."""

import json

import pytest

from domain.identity.claims import Claims
from domain.identity.demands import Demands
from domain.identity.validity import Validity
from domain.message.reason import (
    TOKEN_AUDIENCE,
    TOKEN_CLAIMS,
    TOKEN_EXPIRED,
    TOKEN_ISSUER,
    TOKEN_NOT_YET_VALID,
    TOKEN_TOO_OLD,
)

NOW = 1_000_000.0
VALIDITY = Validity("https://idp.example", frozenset(("shop-api", "shop-web")), leeway=30)


def claims(**others: object) -> Claims:
    return {"iss": "https://idp.example", "aud": "shop-api", "exp": NOW + 300, **others}


def without(name: str) -> Claims:
    return {key: value for key, value in claims().items() if key != name}


def test_a_token_for_us_and_now_meets_no_objection() -> None:
    assert VALIDITY.objection(claims(nbf=NOW - 1, iat=NOW - 1), NOW) is None


@pytest.mark.parametrize(
    "issuer",
    ["https://evil.example", "https://idp.example/", "HTTPS://idp.example", "", None, 1, ["https://idp.example"], {}],
    ids=repr,
)
def test_a_token_of_another_issuer_is_refused(issuer: object) -> None:
    assert VALIDITY.objection(claims(iss=issuer), NOW) is TOKEN_ISSUER


def test_a_token_without_an_issuer_is_refused() -> None:
    assert VALIDITY.objection(without("iss"), NOW) is TOKEN_ISSUER


@pytest.mark.parametrize("audience", ["shop-api", ["shop-web"], ["other", "shop-api"], ["shop-api", 1, None]], ids=repr)
def test_a_token_may_be_meant_for_several_audiences_of_which_one_is_ours(audience: object) -> None:
    assert VALIDITY.objection(claims(aud=audience), NOW) is None


@pytest.mark.parametrize(
    "audience",
    [
        "other",
        "shop-api shop-web",
        "shop-api ",
        "",
        None,
        [],
        ["other"],
        [["shop-api"]],
        {"shop-api": 1},
        1,
        True,
        [None],
    ],
    ids=repr,
)
def test_a_token_for_another_audience_is_refused(audience: object) -> None:
    assert VALIDITY.objection(claims(aud=audience), NOW) is TOKEN_AUDIENCE


def test_a_token_for_nobody_is_refused() -> None:
    assert VALIDITY.objection(without("aud"), NOW) is TOKEN_AUDIENCE


def test_an_issuer_without_an_audience_accepts_no_token() -> None:
    assert Validity("https://idp.example", frozenset()).objection(claims(), NOW) is TOKEN_AUDIENCE


@pytest.mark.parametrize("late", [30, 31, 1e9])
def test_a_token_has_expired_at_its_time_and_the_leeway(late: float) -> None:
    assert VALIDITY.objection(claims(exp=NOW - late), NOW) is TOKEN_EXPIRED


def test_a_token_is_valid_until_its_time_and_the_leeway() -> None:
    assert VALIDITY.objection(claims(exp=NOW - 29.5), NOW) is None


@pytest.mark.parametrize("claim", ["nbf", "iat"])
def test_a_token_of_the_future_is_not_yet_valid(claim: str) -> None:
    assert VALIDITY.objection(claims(**{claim: NOW + 31}), NOW) is TOKEN_NOT_YET_VALID
    assert VALIDITY.objection(claims(**{claim: NOW + 30}), NOW) is None


def test_a_token_that_does_not_say_from_when_on_it_is_valid_always_was() -> None:
    assert Validity("https://idp.example", frozenset(("shop-api",))).objection(claims(), 0.0) is None


def test_a_token_without_an_end_is_refused() -> None:
    assert VALIDITY.objection(without("exp"), NOW) is TOKEN_CLAIMS


NO_TIMES: list[object] = [
    "1000300",
    "",
    None,
    True,
    False,
    [NOW],
    {},
    float("nan"),
    float("inf"),
    float("-inf"),
    10**400,
    2**53 + 1,
]


@pytest.mark.parametrize("value", NO_TIMES, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize("claim", ["exp", "nbf", "iat"])
def test_what_is_no_number_of_seconds_is_refused_and_does_not_raise(claim: str, value: object) -> None:
    assert VALIDITY.objection(claims(**{claim: value}), NOW) is TOKEN_CLAIMS


def test_a_negative_number_too_great_for_a_float_is_refused_too() -> None:
    assert VALIDITY.objection(claims(exp=-(10**400)), NOW) is TOKEN_CLAIMS


@pytest.mark.parametrize("written", ["1e999", "-1e999", "NaN", "1" + "0" * 400])
def test_numbers_that_json_lets_through_do_not_raise(written: str) -> None:
    assert VALIDITY.objection(claims(exp=json.loads(written)), NOW) is TOKEN_CLAIMS


def test_a_token_that_is_valid_now_ends_at_its_exp_and_the_leeway() -> None:
    assert VALIDITY.ends_at(claims()) == NOW + 330
    assert VALIDITY.objection(claims(), NOW + 330) is TOKEN_EXPIRED


def test_claims_without_a_time_have_no_end() -> None:
    assert VALIDITY.ends_at(without("exp")) is None


@pytest.mark.parametrize(
    ("claims", "begins"),
    [({}, -5.0), ({"nbf": 100}, 95.0), ({"nbf": 100, "iat": 200}, 195.0), ({"nbf": "soon", "iat": 50}, 45.0)],
)
def test_claims_are_valid_from_the_later_of_their_times_on(claims: dict[str, object], begins: float) -> None:
    assert Validity("i", frozenset(), leeway=5).begins_at(claims) == begins


AGED = Validity("https://idp.example", frozenset(("shop-api",)), leeway=30, max_age=3600)


def test_a_token_may_be_as_old_as_the_configuration_says_and_the_leeway() -> None:
    assert AGED.objection(claims(iat=NOW - 3629), NOW) is None
    assert AGED.objection(claims(iat=NOW - 3630), NOW) is TOKEN_TOO_OLD


def test_a_token_whose_age_counts_says_when_it_was_issued() -> None:
    assert AGED.objection(claims(), NOW) is TOKEN_CLAIMS
    assert AGED.objection(claims(iat=None), NOW) is TOKEN_CLAIMS


def test_a_token_ends_with_its_age_or_its_exp_whichever_is_first() -> None:
    assert AGED.ends_at(claims(iat=NOW - 3500)) == NOW + 130
    assert AGED.ends_at(claims(iat=NOW)) == NOW + 330
    assert AGED.ends_at(claims()) == NOW + 330


def test_a_token_that_has_expired_is_not_called_old() -> None:
    assert AGED.objection(claims(iat=NOW - 9000, exp=NOW - 60), NOW) is TOKEN_EXPIRED


FOR_CLIENT = Validity("https://idp.example", frozenset(("shop",)), audience_claim="client_id")


def test_the_audience_may_stand_in_another_claim() -> None:
    assert FOR_CLIENT.objection({**without("aud"), "client_id": "shop"}, NOW) is None
    assert FOR_CLIENT.objection({**without("aud"), "client_id": "other"}, NOW) is TOKEN_AUDIENCE
    assert FOR_CLIENT.objection(without("aud"), NOW) is TOKEN_AUDIENCE


def test_an_audience_that_is_there_counts_all_the_same() -> None:
    assert FOR_CLIENT.objection(claims(aud="shop", client_id="shop"), NOW) is None
    assert FOR_CLIENT.objection(claims(aud="other", client_id="shop"), NOW) is TOKEN_AUDIENCE
    assert FOR_CLIENT.objection(claims(aud="shop"), NOW) is TOKEN_AUDIENCE


def test_what_else_is_demanded_is_asked_last() -> None:
    strict = Validity("https://idp.example", frozenset(("shop-api",)), demands=Demands(present=("jti",)))
    assert strict.objection(claims(jti="1"), NOW) is None
    assert strict.objection(claims(), NOW) is TOKEN_CLAIMS
    assert strict.objection(claims(exp=NOW - 1), NOW) is TOKEN_EXPIRED


def test_clocks_differ_by_nothing_where_nobody_says_so() -> None:
    exact = Validity("https://idp.example", frozenset(("shop-api",)))
    assert exact.objection(claims(exp=NOW + 0.5, nbf=NOW), NOW) is None
    assert exact.objection(claims(exp=NOW), NOW) is TOKEN_EXPIRED
    assert exact.objection(claims(nbf=NOW + 0.5), NOW) is TOKEN_NOT_YET_VALID


def test_the_last_second_that_a_float_holds_exactly_is_a_time() -> None:
    assert VALIDITY.objection(claims(exp=2**53), NOW) is None
    assert VALIDITY.objection(claims(nbf=2**53), NOW) is TOKEN_NOT_YET_VALID
