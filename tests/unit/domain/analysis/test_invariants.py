"""What has to be so, proven or refuted."""

import pytest

from domain.analysis import invariants
from domain.analysis.invariants import broken
from domain.analysis.search import Missing
from domain.spec.fault import Fault
from tests.unit.domain.analysis.written import plan_of, routes

ADMIN = 'page: {match: "GET /admin/{page}", to: users, require: {role: admin}}'


def faults(invariant: str, *lines: str) -> list[Fault]:
    return list(broken(plan_of(f"invariants: [{{{invariant}}}]\n" + routes(*lines))))


def holds(invariant: str, *lines: str) -> bool:
    found = faults(invariant, *lines)
    assert all(fault.code == "invariant-broken" for fault in found)
    return not found


ONLY_ADMINS = "for: {path: /admin/**}, must: {require: {role: admin}}"


def test_it_holds_where_every_route_in_question_asks_for_as_much() -> None:
    assert holds(ONLY_ADMINS, ADMIN, 'other: {match: "GET /users", to: users, require: public}')
    assert holds(
        ONLY_ADMINS, 'page: {match: "GET /admin", to: users, require: {all_of: [{role: admin}, {claim: {a: x}}]}}'
    )
    assert not list(broken(plan_of(routes(ADMIN))))


@pytest.mark.parametrize(
    "line",
    [
        'lax: {match: "GET /admin/{page}", to: users, require: {role: viewer}}',
        'open: {match: "GET /admin", to: users, require: public}',
        'any: {match: "GET /{anything}/{page}", to: users, require: authenticated}',
        'below: {match: "/{rest*}", to: users, require: {role: viewer}}',
        'claims: {match: "GET /admin/{id}", to: users, require: {any_of: [{role: admin}, {subject: "{id}"}]}}',
        'fenced: {match: "GET /admin", to: users, require: public, deny: {client: 10.0.0.0/8}}',
        'levels: {match: "GET,PUT /admin", to: users, access: {GET: viewer, PUT: admin}}',
    ],
)
def test_it_is_broken_by_any_route_that_lets_somebody_else_in(line: str) -> None:
    assert not holds(ONLY_ADMINS, line)


def test_a_broken_one_is_shown_by_a_request_and_a_caller() -> None:
    (fault,) = faults(
        "name: admins alone, " + ONLY_ADMINS,
        'lax: {match: "GET /admin/{page}", to: users, require: {claim: {team: ops}}}',
    )
    assert fault.message == (
        "`admins alone` does not hold: route `lax` lets in who is not: role admin "
        "(witness: GET http://any.example/admin/any2 by `someone` with claim team = 'ops', claim sub = 'someone')"
    )
    assert fault.hint.startswith("see `lax` at gateway.yaml:")


def test_what_another_route_takes_first_does_not_count() -> None:
    assert holds(ONLY_ADMINS, ADMIN, 'any: {match: "GET /{anything}/{page}", to: users, require: authenticated}')


def test_it_may_be_about_some_methods_and_hosts() -> None:
    lax = 'lax: {match: "GET /admin/{page}", to: users, require: {role: viewer}}'
    assert holds("for: {path: /admin/**, methods: [PUT]}, must: {require: {role: admin}}", lax)
    assert holds("for: {path: /admin/**, hosts: [a.example]}, must: {require: {role: viewer}}", lax)
    assert not holds("for: {path: /admin/**, hosts: [a.example]}, must: {require: {role: admin}}", lax)
    assert not holds('for: "GET /**", must: {require: {role: admin}}', lax)


def test_a_parameter_of_it_is_a_place_in_the_path_whatever_routes_call_it() -> None:
    own = "for: {path: '/users/{id}'}, must: {require: {subject: '{id}'}}"
    assert holds(own, 'r: {match: "GET /users/{user}", to: users, require: {subject: "{user}"}}')
    assert not holds(
        own, 'r: {match: "GET /users/{user}", to: users, require: {any_of: [{role: admin}, {subject: "{user}"}]}}'
    )


def test_who_must_not_get_in_does_not() -> None:
    denied = "for: {path: /**}, must: {deny: {claim: {suspended: true}}}"
    assert not holds(denied, ADMIN)
    assert holds(denied, ADMIN.replace("}}", "}, deny: {claim: {suspended: true}}}"))


def test_who_must_get_in_does() -> None:
    assert holds("for: {path: /admin/**}, must: {allow: {role: admin}}", ADMIN)
    assert not holds("for: {path: /admin/**}, must: {allow: {role: viewer}}", ADMIN)
    everybody = "for: {path: /**}, must: {allow: public}"
    assert holds(everybody, 'r: {match: "GET /hello", to: users, require: public}')
    assert not holds(everybody, ADMIN)
    assert not holds(everybody, 'r: {match: "GET /hello", to: users, require: public, deny: {client: 10.0.0.0/8}}')


def test_where_it_must_lead_it_does() -> None:
    users = "for: {path: /**}, must: {upstream: users}"
    assert holds(users, ADMIN)
    (fault,) = faults(users, 'r: {match: "GET /a", to: orders, require: public}')
    assert fault.message == "`/` does not hold: route `r` leads to `orders` (witness: GET http://any.example/a)"
    assert not holds(users, 'r: {match: "GET /a", to: users, mirror: [{upstream: orders}], require: public}')


def test_what_cannot_be_told_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants, "search", lambda *_: Missing.UNKNOWN)
    (fault,) = faults(ONLY_ADMINS, ADMIN)
    assert fault.code == "invariant-unproven"


def test_a_text_that_would_lead_elsewhere_is_no_counter_example() -> None:
    require = '{any_of: [{role: admin}, {header: {x-path: {equals: "{rest}"}}}]}'
    other = f'rest: {{match: "GET /{{rest*}}", to: users, require: {require}}}'
    (fault,) = faults(ONLY_ADMINS, other)
    assert fault.code == "invariant-unproven"


@pytest.mark.parametrize("step_up", ["{acr: [gold]}", "{max_age: 5m}", "{acr: [gold], max_age: 5m}"])
def test_whoever_has_to_sign_in_again_is_kept_out(step_up: str) -> None:
    line = f"strong: {{match: /a, to: users, require: {{role: viewer}}, step_up: {step_up}}}"
    (fault,) = faults("for: {path: /a}, must: {allow: {role: admin}}", line)
    assert "route `strong` asks for a sign-in: " in fault.message
    assert holds("for: {path: /a}, must: {require: {role: viewer}, deny: {not: {role: viewer}}}", line)


def test_whoever_is_said_to_have_signed_in_so_is_let_in() -> None:
    line = "strong: {match: /a, to: users, require: {role: viewer}, step_up: {acr: [gold, silver]}}"
    signed_in = "{all_of: [{role: admin}, {claim: {acr: {in: [gold]}}}]}"
    assert holds(f"for: {{path: /a}}, must: {{allow: {signed_in}}}", line)


def test_a_word_of_a_text_that_a_claim_may_be_can_stand_in_the_path() -> None:
    written = '{all_of: [{claim: {t: {in: ["b c"]}}}, {claim: {t: {contains: "{x}"}}}]}'
    assert not holds(
        "for: {path: /**}, must: {require: {role: admin}}", f'r: {{match: "/a/{{x}}", to: users, require: {written}}}'
    )
