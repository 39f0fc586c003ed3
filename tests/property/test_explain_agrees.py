"""Explain and production cannot disagree: random calls of random callers through the running application, by ASGI or
from the parser to the socket, and through the decider and its explanation; every field is compared.

Some 2,000 calls by default; LIMEN_CALLS=100000 looks further, LIMEN_SEED starts elsewhere (`make agreement`).
"""

import os
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from application.decisions.question import Question, Stating
from application.decisions.verdict import Outcome, Verdict
from application.explanation.explaining import explained
from application.explanation.explanation import Explanation
from domain.identity.cookie import Cookie
from domain.message.handshake import asks_for_websocket
from domain.message.headers import Header
from domain.message.reason import HEADER_UNSAFE, REQUEST_MALFORMED
from domain.plan.plan import Plan
from tests.property.calls import Made, call, shown
from tests.property.gateways import random_plan
from tests.property.running import Happened, Running, keyed_decider

EACH = 40  # calls to one configuration
CALLS = int(os.environ.get("LIMEN_CALLS", "2000"))
OF_CONTRACTS = {"parameter-invalid", "body-malformed", "body-invalid", "media-type-unsupported"}
SEED = int(os.environ.get("LIMEN_SEED", "1"))


@pytest.mark.parametrize("seed", range(SEED, SEED + max(1, CALLS // (EACH * 10))))
async def test_explain_and_production_agree_on_every_field(seed: int) -> None:
    random = Random(seed)
    outcomes: Counter[str] = Counter()
    for _ in range(10):
        plan, written = random_plan(random)
        async with Running(plan) as running:
            for _ in range(EACH):
                made = call(random, written)
                happened = await _by_a_door(random, running, made)
                outcomes[happened.told] += 1
                await _agree(plan, running, made, happened)
    assert outcomes["200 sent"] > 5, outcomes
    assert len(outcomes.keys() & OF_CONTRACTS) > 1, outcomes  # what is never met is not compared
    assert len(outcomes) > 10, outcomes


async def _by_a_door(random: Random, running: Running, made: Made) -> Happened:
    """Handshakes come by ASGI: their answers are a library's, beyond the gateway's own words."""
    if not made.is_spoilt and (random.random() < 0.5 or asks_for_websocket(made.method, "1.1", made.headers)):
        return await running.happened(made)
    return await running.happened_by_wire(made)


def _question(made: Made, headers: tuple[Header, ...]) -> Question:
    return Question(made.method, made.target.encode(), headers, moment=made.moment, peer=made.peer, body=made.body)


async def _agree(plan: Plan, running: Running, made: Made, happened: Happened) -> None:
    question = _question(made, tuple(made.headers))
    verdict = await keyed_decider(plan, running, made.moment).settle(question)
    explanation = explained(plan, question, verdict)
    what = shown(made)
    if made.is_spoilt and happened.reason == REQUEST_MALFORMED.name:  # the parser has not taken it for HTTP at all
        assert (verdict.status, verdict.request) == (happened.status, None), what
        return
    if verdict.outcome is Outcome.OWN:
        assert happened.is_own, what
        return
    assert not happened.is_own, what
    assert verdict.reason == happened.reason, what
    if not (made.is_spoilt and happened.reason == HEADER_UNSAFE.name):  # of a byte, the parser has words of its own
        assert verdict.why == happened.why, what
    assert verdict.contract == happened.contract, what
    assert (verdict.route.name if verdict.route else None) == happened.route, what
    assert verdict.parameters == happened.parameters or happened.parameters is None, what
    assert explanation.routing is None or explanation.routing.route == happened.route, what
    _same_caller(verdict, explanation, happened, what)
    if verdict.outcome is Outcome.FORWARDED:
        _same_call(verdict, explanation, happened, what)
    else:
        _same_answer(verdict, explanation, happened, what)
    await _same_when_stated(plan, running, made, verdict)


def _same_caller(verdict: Verdict, explanation: Explanation, happened: Happened, what: str) -> None:
    who = explanation.caller.who if explanation.caller else None
    assert (who.subject if who else None) == happened.subject, what
    assert verdict.principal == happened.principal or happened.principal is None, what
    if explanation.policy is not None and verdict.principal is not None and explanation.decision.stage == "policy":
        assert explanation.policy.outcome != "allows", what
        assert explanation.policy.reason == happened.reason, what
    if verdict.is_let_in and explanation.policy is not None:
        assert explanation.policy.outcome == "allows", what
    if explanation.caller and explanation.caller.checks:
        failed = [check.reason for check in explanation.caller.checks if not check.holds]
        assert (failed[0] if failed else None) == explanation.caller.reason, what


def _same_call(verdict: Verdict, explanation: Explanation, happened: Happened, what: str) -> None:
    """A split takes turns: one of its ways is the one that was gone."""
    if verdict.is_composed:
        _same_parts(verdict, happened, what)
        return
    sent = happened.call
    assert sent is not None, what
    gone = [
        number
        for number, one in enumerate(verdict.sent)
        if one.destination.upstream == happened.upstream and one.call.headers == sent.headers
    ]
    assert len(gone) == 1, (what, happened.upstream, sent.headers, verdict.sent)
    call = verdict.sent[gone[0]].call
    assert (call.method, call.target, call.timeouts) == (sent.method, sent.target, sent.timeouts), what
    assert (call.length, call.message_limit) == (sent.length, sent.message_limit), what
    assert call.deadline == (None if sent.deadline is None else pytest.approx(sent.deadline - happened.began)), what
    assert explanation.sending is not None
    way = explanation.sending.ways[gone[0]]
    assert (way.upstream, way.method, way.target.encode()) == (happened.upstream, sent.method, sent.target), what
    assert [field.name for field in way.headers] == [name.decode() for name, _ in sent.headers], what
    times = {one.name: one.seconds for one in way.timeouts}
    assert times == {name: getattr(sent.timeouts, name) for name in times}, what
    _same_way_home(explanation, gone[0], happened, what)


def _same_parts(verdict: Verdict, happened: Happened, what: str) -> None:
    told = sorted((one.call.method, one.call.target, sorted(one.call.headers)) for one in verdict.sent)
    assert told == sorted((one.method, one.target, sorted(one.headers)) for one in happened.calls), what


def _same_way_home(explanation: Explanation, number: int, happened: Happened, what: str) -> None:
    assert explanation.sending is not None
    changes = explanation.sending.ways[number].response
    named = {name.decode() for name, _ in happened.headers}
    added = {field.name for field in changes.added}
    assert added <= named, what
    assert {one.name for one in changes.dropped} & named <= added, what


def _same_answer(verdict: Verdict, explanation: Explanation, happened: Happened, what: str) -> None:
    assert happened.call is None, what
    assert verdict.status == happened.status, what
    assert sorted(verdict.headers) == sorted(happened.headers), what
    assert verdict.body == happened.body, what
    answer = explanation.answer
    assert answer is not None, what
    assert (answer.status, answer.body.encode()) == (happened.status, happened.body), what
    assert sorted(field.name for field in answer.headers) == sorted(name.decode() for name, _ in happened.headers), what


async def _same_when_stated(plan: Plan, running: Running, made: Made, verdict: Verdict) -> None:
    """What a token states, stated instead, comes to the same."""
    door = verdict.route.door if verdict.route else None
    if made.claims is None or door is None or not _counts(plan, door.credentials, verdict, made.claims.get("iss")):
        return
    bare = tuple(field for field in made.headers if field[0] not in (b"authorization", b"cookie", b"x-partner"))
    question = replace(_question(made, bare), who=Stating(made.claims))
    stated = await keyed_decider(plan, running, made.moment).settle(question)
    assert (stated.outcome, stated.reason) == (verdict.outcome, verdict.reason), shown(made)


def _counts(plan: Plan, credentials: tuple[str, ...], verdict: Verdict, iss: object) -> bool:
    """Whether the bearer token is what the caller is known by, of the issuer that it names."""
    presented = [name for name in credentials if verdict.request is not None and _is_there(plan, name, verdict)]
    is_named = any(one in plan.issuers and plan.issuers[one].validity.issuer == iss for one in credentials)
    return bool(presented) and presented[0] in plan.issuers and is_named


def _is_there(plan: Plan, name: str, verdict: Verdict) -> bool:
    request = verdict.request
    assert request is not None
    cookie: Cookie | None = plan.cookies.get(name)
    if cookie is not None:
        return cookie.is_presented(request)
    return (plan.api_keys[name].header if name in plan.api_keys else b"authorization") in request.named
