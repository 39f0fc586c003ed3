"""Public routes that look as if they should not be."""

from domain.analysis.looks import alone, exposed
from tests.unit.domain.analysis.written import survey_of, told, witnesses

OTHERS = [f'r{number}: {{match: "GET /reports/{number}", to: orders, require: {{role: viewer}}}}' for number in "123"]


def test_a_public_route_with_a_guarded_word_in_its_path_is_told() -> None:
    survey = survey_of(
        'one: {match: "GET /v1/Admin/{page}", to: orders, require: public}',
        'guarded: {match: "GET /internal", to: orders, require: {role: viewer}}',
        'answers: {match: "GET /admin", respond: {text: "no"}, require: public}',
        'never: {match: "GET /v1/Admin/{x}", to: orders, require: public}',
    )
    found = list(exposed(survey))
    assert told(found) == [("route-exposed", "one")]
    assert witnesses(found) == ["GET http://any.example/v1/Admin/any3"]


def test_a_public_route_alone_among_guarded_ones_is_told() -> None:
    assert told(alone(survey_of(*OTHERS, 'own: {match: "GET /reports/x", to: orders, require: public}'))) == [
        ("route-public-alone", "own")
    ]


def test_one_whose_path_says_why_or_has_company_or_few_others_is_not() -> None:
    for path in ("/reports/login", "/reports/admin", "/{x}", "/"):
        assert not list(alone(survey_of(*OTHERS, f'own: {{match: "GET {path}", to: orders, require: public}}')))
    two = [f'p{number}: {{match: "GET /reports/p{number}", to: orders, require: public}}' for number in "12"]
    assert not list(alone(survey_of(*OTHERS, *two)))
    assert not list(alone(survey_of(*OTHERS[:2], two[0])))
    assert not list(alone(survey_of(*OTHERS, 'own: {match: "GET /reports/x", respond: {text: a}, require: public}')))
    never = 'own: {match: "GET /reports/1", to: orders, require: public}'
    assert not list(alone(survey_of(*OTHERS, never)))
