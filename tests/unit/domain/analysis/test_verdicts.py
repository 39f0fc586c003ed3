"""What can be said of a route's policy."""

from domain.analysis.call import CallOf
from domain.analysis.search import Missing
from domain.analysis.survey import Survey
from domain.analysis.verdicts import Verdicts
from domain.permissions.policy import Authenticated
from tests.unit.domain.analysis.written import plan_of, routes, survey_of

SURVEY = survey_of(
    'subject: {match: "GET,PUT /a/{id}", to: orders, require: {any_of: [{subject: "{id}"}, {role: admin}]}}',
    'role: {match: "GET /b/{id}", to: orders, require: {role: admin}}',
    'never: {match: "GET /b/{other}", to: orders, require: {role: admin}}',
    'open: {match: "GET /c", to: orders, require: public}',
    'taken: {match: "GET /a/me", to: orders, require: authenticated}',
    'me: {match: "GET /d/{i}", to: orders, require: {header: {h: {equals: "{i}"}}}, deny: {not: {header: {h: me}}}}',
    'taken-too: {match: "GET /d/me", to: orders, require: authenticated}',
)
VERDICTS = Verdicts(SURVEY)
SUBJECT, ROLE, NEVER, OPEN, _, ME, _ = SURVEY.plan.routes


def policy(number: int) -> object:
    door = SURVEY.plan.routes[number].door
    assert door
    return door.policy


def test_a_call_is_found_that_the_route_takes() -> None:
    assert SUBJECT.door
    found = VERDICTS.call(SUBJECT, (SUBJECT.door.policy, True))
    assert isinstance(found, CallOf)
    assert VERDICTS.call(SUBJECT, (SUBJECT.door.policy, True)) == found
    assert VERDICTS.call(NEVER, (Authenticated(), True)) is Missing.NONE
    assert VERDICTS.call(SUBJECT, (Authenticated(), False)) is Missing.NONE


def test_what_only_another_route_would_take_is_not_found() -> None:
    assert ME.door
    assert VERDICTS.call(ME, (ME.door.policy, True)) is Missing.UNKNOWN


def test_a_route_is_laxer_if_somebody_may_call_it_and_not_the_other() -> None:
    caller = VERDICTS.who_may_more(SUBJECT, ROLE)
    assert caller
    assert not caller.principal.roles
    assert VERDICTS.who_may_more(ROLE, SUBJECT) is None
    assert VERDICTS.who_may_more(OPEN, ROLE) is None
    assert VERDICTS.who_may_more(ROLE, OPEN) is None
    assert VERDICTS.who_may_more(NEVER, SUBJECT) is None


def test_where_nobody_states_roles_at_all_it_is_as_if_anybody_did() -> None:
    silent = '{issuer: "https://idp.example", audience: [a], keys: discover, algorithms: [RS256]}'
    written = f"identity: {{issuers: {{main: {silent}}}}}\n" + routes(
        'r: {match: "GET /r", to: orders, require: {role: admin}}'
    )
    survey = Survey(plan_of(written))
    (route,) = survey.plan.routes
    assert route.door
    assert isinstance(Verdicts(survey).call(route, (route.door.policy, True)), CallOf)
