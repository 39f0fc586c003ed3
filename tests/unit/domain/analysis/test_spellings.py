"""Requests that come near to a guarded route."""

import pytest

from domain.analysis.spellings import laxer
from domain.analysis.verdicts import Verdicts
from tests.unit.domain.analysis.written import survey_of, told, witnesses

GUARDED = 'guarded: {match: "GET /a/b", to: orders, require: {role: admin}}'


def found(*lines: str) -> list[str]:
    survey = survey_of(*lines)
    return witnesses(laxer(survey, Verdicts(survey)))


@pytest.mark.parametrize(
    ("other", "witness"),
    [
        ('open: {match: "GET /a/{rest*}", to: orders, require: public}', "GET http://any.example/a/b/"),
        ('open: {match: "GET /a/{x}", to: orders, require: public}', "GET http://any.example/a/B"),
        ('open: {match: "/a/{rest*}", to: orders, require: authenticated}', "GET http://any.example/a/b/"),
        ('open: {match: "/{x}/b", to: orders, require: public}', "HEAD http://any.example/a/b"),
    ],
)
def test_what_is_laxer_and_takes_a_near_spelling_is_told(other: str, witness: str) -> None:
    assert found(GUARDED, other) == [witness]


@pytest.mark.parametrize(
    "other",
    [
        'elsewhere: {match: "GET /a/{rest*}", to: users, require: public}',
        'meant: {match: "GET /a/b/", to: orders, require: public}',
        'as-strict: {match: "GET /a/{rest*}", to: orders, require: {role: admin}}',
        'case-alone: {match: "GET /a/{x}", to: orders, require: {role: viewer}}',
        'own: {match: "GET /c/{rest*}", to: orders, require: public}',
        'answers: {match: "GET /a/{rest*}", respond: {text: hello}, require: public}',
    ],
)
def test_what_goes_elsewhere_or_is_meant_or_is_as_strict_is_not(other: str) -> None:
    assert found(GUARDED, other) == []


def test_a_slash_less_counts_as_well_as_one_more() -> None:
    guarded = 'guarded: {match: "GET /a/", to: orders, require: {role: admin}}'
    assert found(guarded, 'open: {match: "GET /{x}", to: orders, require: public}') == ["GET http://any.example/a"]
    root = 'root: {match: "GET /", to: orders, require: {role: admin}}'
    assert found(root, 'open: {match: "GET /{x}", to: orders, require: public}') == []


def test_a_letter_that_may_be_encoded_and_is_not_counts() -> None:
    guarded = 'guarded: {match: "GET /1+2", to: orders, require: {role: admin}}'
    assert found(guarded, 'open: {match: "GET /{x}", to: orders, require: public}') == ["GET http://any.example/1%2B2"]


def test_an_encoded_segment_has_no_other_case() -> None:
    guarded = 'guarded: {match: "GET /%C3%BC", to: orders, require: {role: admin}}'
    assert found(guarded, 'open: {match: "GET /{x}", to: orders, require: public}') == []


def test_other_methods_count_where_nobody_named_them() -> None:
    guarded = 'guarded: {match: "GET,HEAD /a/{x}", to: orders, require: {role: admin}}'
    assert found(guarded, 'open: {match: "/a/{rest*}", to: orders, require: public}')
    every = 'guarded: {match: "/a/{x}", to: orders, require: {role: admin}}'
    assert found(every, 'open: {match: "PUT /a/{x}", to: orders, require: public}') == []
    assert found(guarded, 'open: {match: "/a/{y}", to: orders, require: public}') == []
    (witness,) = found(guarded, 'open: {match: "/{z}/{y}", to: orders, require: public}')
    assert witness == "PUT http://any.example/a/any2"


def test_a_guarded_route_that_is_never_reached_or_answers_itself_is_nobodys_neighbour() -> None:
    answers = 'guarded: {match: "GET /a/b", respond: {text: a}, require: {role: admin}}'
    assert found(answers, 'open: {match: "GET /a/{rest*}", to: orders, require: public}') == []
    assert (
        found(GUARDED, GUARDED.replace("guarded", "again"), 'open: {match: "GET /z", to: orders, require: public}')
        == []
    )


def test_each_route_that_is_laxer_is_told_once() -> None:
    survey = survey_of(
        GUARDED,
        'second: {match: "GET /a/c", to: orders, require: {role: admin}}',
        'open: {match: "GET /a/{rest*}", to: orders, require: public}',
    )
    assert told(laxer(survey, Verdicts(survey))) == [("route-laxer", "open")]
