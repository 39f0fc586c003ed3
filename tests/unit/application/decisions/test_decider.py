"""The decider: the gateway's own answer to questions that nobody sent."""

import json
from dataclasses import replace
from typing import Any

import pytest

from application.decisions.question import Question, Stating, asked, with_body
from application.decisions.verdict import Outcome, Verdict
from domain.identity.principal import Principal
from entrypoints.offline import decider
from tests.unit.application.house import CLAIMS, CONFIG, plan_of

NOW = 1_800_000_000.0
VIEWER = Principal("alice", frozenset(("viewer",)))


def decided(question: Question, config: str = CONFIG) -> Verdict:
    return decider(plan_of(config)).decide(replace(question, moment=question.moment or NOW))


def of(method: str, url: str, **others: Any) -> Verdict:
    return decided(asked(method, url, **others))


def test_a_stated_principal_is_let_in_and_its_call_is_told() -> None:
    verdict = of("GET", "/orders?page=2", who=VIEWER)
    (sent,) = verdict.sent
    assert (verdict.outcome, verdict.status, verdict.route and verdict.route.name) == (
        Outcome.FORWARDED,
        None,
        "list-orders",
    )
    assert (sent.destination.upstream, sent.call.target) == ("orders", b"/orders?page=2")
    assert verdict.is_let_in
    assert verdict.principal == replace(VIEWER, credential="main")


def test_what_a_policy_refuses_is_told_with_its_reason_and_route() -> None:
    verdict = of("POST", "/orders", who=VIEWER)
    assert (verdict.status, verdict.reason, verdict.route and verdict.route.name) == (
        403,
        "permission-missing",
        "new-order",
    )
    assert not verdict.is_let_in
    assert json.loads(verdict.body)["reason"] == "permission-missing"


def test_nobody_is_asked_for_a_token() -> None:
    verdict = of("GET", "/orders")
    assert (verdict.status, verdict.reason, verdict.principal) == (401, "token-missing", None)


def test_claims_are_judged_as_a_verified_tokens_would_be() -> None:
    good = {**CLAIMS, "sub": "alice", "roles": ["viewer"]}
    assert of("GET", "/orders", who=Stating(good)).is_let_in
    assert of("GET", "/orders", who=Stating(good, "main")).is_let_in
    assert of("GET", "/orders", who=Stating({**good, "exp": 1})).reason == "token-expired"
    assert of("GET", "/orders", who=Stating({**good, "iss": "https://evil.example"})).reason == "token-issuer"
    assert of("GET", "/orders", who=Stating(good, "other")).reason == "token-issuer"


def test_parameters_are_told_and_a_template_is_filled() -> None:
    assert of("GET", "/orders/al%20ice", who=Principal("al ice")).parameters == {"who": "al ice"}
    assert of("GET", "/open/a/b").sent[0].call.target == b"/v2/a/b"


@pytest.mark.parametrize(
    ("method", "url", "status", "reason"),
    [
        ("GET", "/nowhere", 404, "route-unknown"),
        ("PUT", "/orders", 405, "method-not-allowed"),
        ("GET", "/open/../orders", 400, "path-unsafe"),
        ("GET", "/open/a b", 400, "target-invalid"),
    ],
)
def test_what_no_route_takes_is_refused_as_in_production(method: str, url: str, status: int, reason: str) -> None:
    verdict = of(method, url)
    assert (verdict.outcome, verdict.status, verdict.reason, verdict.route) == (Outcome.REFUSED, status, reason, None)


@pytest.mark.parametrize("url", ["/health", "/docs/x", "*"])
def test_the_gateways_own_pages_are_no_routes(url: str) -> None:
    assert of("OPTIONS", url).outcome is Outcome.OWN


def test_a_preflight_is_answered_before_anybody_asks_who_calls() -> None:
    headers = {"origin": "https://shop.example", "access-control-request-method": "GET"}
    verdict = of("OPTIONS", "/orders", headers=headers)
    assert (verdict.outcome, verdict.status, verdict.known) == (Outcome.PREFLIGHT, 204, None)


def test_a_body_that_is_announced_too_large_is_refused() -> None:
    assert of("PUT", "/open/a", headers={"content-length": "11"}).reason == "body-too-large"


def test_an_absolute_target_names_the_host() -> None:
    question = Question("GET", b"http://api.example/open/a", ((b"host", b"api.example"),))
    verdict = decided(question)
    assert verdict.request is not None
    assert verdict.request.host == "api.example"
    assert decided(replace(question, headers=(), version="1.0")).is_let_in


def test_a_token_is_no_use_where_nobody_has_keys() -> None:
    verdict = of("GET", "/orders", headers={"authorization": "Bearer abc.def.ghi"})
    assert (verdict.status, verdict.reason) == (503, "keys-unavailable")


def test_a_principal_by_a_credential_that_the_route_does_not_accept_is_refused() -> None:
    assert of("GET", "/orders", who=replace(VIEWER, credential="elsewhere")).reason == "credential-missing"


def test_a_decider_answers_each_question_for_itself() -> None:
    one = decider(plan_of(CONFIG))
    first, second = asked("GET", "/orders", who=VIEWER, moment=NOW), asked("GET", "/orders", moment=NOW)
    assert [one.decide(question).is_let_in for question in (first, second, first)] == [True, False, True]


def test_a_fixed_answer_is_the_routes_own() -> None:
    config = CONFIG + '  hello: {match: "GET /hello", respond: {status: 200, json: {hello: world}}, require: public}\n'
    verdict = decided(asked("GET", "/hello"), config)
    assert (verdict.outcome, verdict.status, verdict.body) == (Outcome.ANSWERED, 200, b'{"hello":"world"}')


CONTRACTS = CONFIG.replace(
    "\nroutes:",
    """
routes:
  place: {match: "POST /place", to: orders, require: public, contract: {body: {properties: {"n": {type: integer}}}}}
  told:
    match: "POST /told"
    to: orders
    require: public
    contract: {requests: report, query: {page: {type: integer}}, body: {type: object}}
""",
)
JSON = {"content-type": "application/json"}


def posted(url: str, body: bytes | None, headers: dict[str, str] = JSON) -> Verdict:
    question = asked("POST", url, headers)
    return decided(question if body is None else with_body(question, body), CONTRACTS)


@pytest.mark.parametrize(
    ("body", "headers", "status", "reason"),
    [
        (b'{"n":1}', JSON, None, None),
        (b'{"n":""}', JSON, 422, "body-invalid"),
        (b'{"n"', JSON, 400, "body-malformed"),
        (b'{"n":1}', {"content-type": "text/csv"}, 415, "media-type-unsupported"),
        (b'{"n":1}    ', JSON, 413, "body-too-large"),
        (None, JSON, None, None),
    ],
)
def test_a_body_that_is_at_hand_is_held_against_the_contract_and_one_that_is_not_is_not(
    body: bytes | None, headers: dict[str, str], status: int | None, reason: str | None
) -> None:
    verdict = posted("/place", body, headers)
    assert (verdict.status, verdict.reason) == (status, reason)


def test_a_refused_body_is_told_with_its_pointers() -> None:
    assert json.loads(posted("/place", b'{"n":""}').body)["errors"] == [
        {"in": "body", "pointer": "/n", "detail": "It must be an integer."}
    ]


def test_what_a_contract_lets_through_and_tells_is_in_the_verdict() -> None:
    verdict = posted("/told?page=x", b"[]")
    assert verdict.outcome is Outcome.FORWARDED
    assert verdict.contract == (
        "parameter-invalid: query page: It must be an integer.; body-invalid: body: It must be an object."
    )


def test_a_large_body_is_judged_at_once_too() -> None:
    config = CONTRACTS.replace("body_limit: 10B", "body_limit: 1MiB")
    question = with_body(asked("POST", "/place", JSON), b'{"n":""%s}' % (b" " * 100_000))
    assert decided(question, config).reason == "body-invalid"
