"""Revocations: whom they concern, whom they do not, and what cannot be told apart."""

from math import nan
from typing import Any

import pytest

from domain.identity.principal import Principal
from domain.identity.revocation import Revocation, Revocations, Revoked

NOW = 1_800_000_000.0
IDP = "https://idp.example"


def caller(subject: str = "ada", key: str | None = "k1", **claims: Any) -> Principal:
    """By a token that states all there is to state; a claim of None is left out."""
    stated = {"iss": IDP, "jti": "t1", "iat": NOW, **claims}
    return Principal(subject, claims={name: value for name, value in stated.items() if value is not None}, key=key)


def revoked(*several: Revocation, accepts_unnamed: bool = False) -> Revocations:
    all_of_them = Revocations(accepts_unnamed=accepts_unnamed)
    for one in several:
        all_of_them.add(one, NOW)
    return all_of_them


def token(name: str = "t1", **terms: Any) -> Revocation:
    return Revocation(Revoked.TOKEN, name, **terms)


def subject(before: float = NOW, **terms: Any) -> Revocation:
    return Revocation(Revoked.SUBJECT, "ada", before=before, **terms)


def key(name: str = "k1", **terms: Any) -> Revocation:
    return Revocation(Revoked.KEY, name, **terms)


def test_where_nothing_is_revoked_everything_is_good_even_what_has_no_name() -> None:
    for who in (caller(), caller(key=None, jti=None, iat=None), Principal("ada")):
        assert revoked().objection(who) is None


@pytest.mark.parametrize("one", [token(), subject(), key()])
def test_a_token_is_revoked_by_its_id_its_subject_or_its_key(one: Revocation) -> None:
    assert revoked(one).objection(caller())


@pytest.mark.parametrize("one", [token("t2"), key("k2"), subject(NOW - 1), Revocation(Revoked.SUBJECT, "bob", NOW)])
def test_others_are_not_concerned(one: Revocation) -> None:
    assert revoked(one).objection(caller()) is None


def test_a_subjects_tokens_are_revoked_up_to_the_moment_and_that_moment_too() -> None:
    all_of_them = revoked(subject(NOW))
    assert all_of_them.objection(caller(iat=NOW - 1))
    assert all_of_them.objection(caller(iat=NOW))
    assert all_of_them.objection(caller(iat=NOW + 0.1)) is None


@pytest.mark.parametrize("iat", [None, "1900000000", True, nan, 2**60, [1]])
def test_a_token_that_does_not_say_when_it_was_issued_may_be_as_old_as_any(iat: object) -> None:
    assert revoked(subject()).objection(caller(iat=iat))
    assert revoked(subject(), accepts_unnamed=True).objection(caller(iat=iat))


def test_a_token_without_an_id_cannot_be_told_from_the_revoked_ones() -> None:
    assert revoked(token("t2")).objection(caller(jti=None))
    assert revoked(token("t2"), accepts_unnamed=True).objection(caller(jti=None)) is None


def test_a_key_without_an_id_cannot_be_told_from_the_revoked_ones() -> None:
    assert revoked(key("k2")).objection(caller(key=None))
    assert revoked(key("k2"), accepts_unnamed=True).objection(caller(key=None)) is None


@pytest.mark.parametrize("jti", [7, ["t1"], {"t1": 1}, True])
def test_an_id_of_the_wrong_kind_is_compared_with_nothing_and_refused(jti: object) -> None:
    assert revoked(token("t2"), accepts_unnamed=True).objection(caller(jti=jti))


def test_what_is_no_issuers_token_needs_no_id() -> None:
    by_api_key = Principal("ada", claims={}, key=None)
    assert revoked(token(), key()).objection(by_api_key) is None
    assert revoked(subject()).objection(by_api_key)
    assert revoked(key("api-1")).objection(Principal("ada", key="api-1"))
    assert revoked(token()).objection(Principal("ada", claims={"jti": "t1"}))


def test_a_revocation_that_names_an_issuer_concerns_that_issuers_tokens_alone() -> None:
    all_of_them = revoked(token(iss=IDP), subject(iss=IDP), key(iss=IDP))
    assert all_of_them.objection(caller())
    assert all_of_them.objection(caller(iss="https://other.example")) is None
    assert all_of_them.objection(caller(iss="https://other.example", jti=None)) is None
    assert all_of_them.objection(Principal("ada")) is None


def test_the_log_is_told_why() -> None:
    assert revoked(token()).objection(caller()) == "jti 't1' is revoked"
    assert revoked(key()).objection(caller()) == "key 'k1' is revoked"
    assert revoked(token()).objection(caller(jti=None)) == "no jti to tell it from the revoked ones"


def test_the_words_of_a_list_stay_the_same() -> None:
    assert [what.value for what in Revoked] == ["jti", "subject", "key"]


def test_of_two_for_one_name_the_wider_one_counts() -> None:
    for pair in ([subject(NOW), subject(NOW - 100)], [subject(NOW - 100), subject(NOW)]):
        assert revoked(*pair).objection(caller(iat=NOW - 1))
    for several in ([token(until=NOW + 5), token()], [token(), token(until=NOW + 5)]):
        all_of_them = revoked(*several)
        all_of_them.drop(NOW + 6)
        assert all_of_them.objection(caller())


def test_what_is_past_is_not_taken_in_and_dropped_where_it_is() -> None:
    past = (token(until=NOW), subject(until=NOW), key(until=NOW, iss=IDP))
    assert revoked(*past).count() == 0
    all_of_them = revoked(token(until=NOW + 1), subject(until=NOW + 1), key(until=NOW + 1, iss=IDP), key("k2"))
    assert all_of_them.count() == 4
    all_of_them.drop(NOW)
    assert all_of_them.count() == 4
    all_of_them.drop(NOW + 1)
    assert all_of_them.count() == 1


def test_what_has_no_name_cannot_be_told_from_what_its_issuer_has_revoked_either() -> None:
    for one in (token("t2", iss=IDP), key("k2", iss=IDP)):
        nameless = caller(key=None, jti=None)
        assert revoked(one).objection(nameless)
        assert revoked(one, accepts_unnamed=True).objection(nameless) is None
