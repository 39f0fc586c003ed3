"""Explaining: an explanation, laid over a decider's verdict by the functions that the verdict came about by.

Nothing is decided here. What is said of a stage is asked of the same values, at the same moment, as the gateway asks.
"""

from application.decisions.question import Question
from application.decisions.verdict import Outcome, Verdict
from application.explanation.answering import answer_of, origins_of
from application.explanation.calling import caller_of
from application.explanation.contracting import contracted
from application.explanation.explanation import Asked, Explanation
from application.explanation.masking import credential_headers, shown, text
from application.explanation.message import Field
from application.explanation.moments import utc
from application.explanation.permitting import permitted, signed_in
from application.explanation.routing import routed
from application.explanation.ruling import ruled
from application.explanation.sending import sent
from domain.message.headers import named
from domain.plan.plan import Plan


def explained(plan: Plan, question: Question, verdict: Verdict) -> Explanation:
    request, route = verdict.request, verdict.route
    was_routed = request is not None and verdict.outcome is not Outcome.PREFLIGHT
    policy = permitted(route, question, verdict) if route else None
    caller = caller_of(plan, route.door, question, verdict) if route and route.door else None
    step_up = signed_in(route, question, verdict) if route else None
    return Explanation(
        decision=ruled(plan, verdict, caller, policy),
        request=_asked(plan, question, verdict, is_handshake=question.is_handshake),
        routing=routed(plan, request) if request is not None and was_routed else None,
        parameters=dict(verdict.parameters) if verdict.parameters is not None else None,
        caller=caller,
        policy=policy,
        sign_in=step_up,
        sending=sent(plan, route, verdict, websocket=question.is_handshake) if route else None,
        answer=answer_of(plan, verdict),
        cors=origins_of(plan, verdict),
        contract=contracted(route, question, verdict) if route else None,
    )


def _asked(plan: Plan, question: Question, verdict: Verdict, *, is_handshake: bool) -> Asked:
    request, credentials = verdict.request, credential_headers(plan)
    names = named(list(question.headers))
    fields = (shown(header, credentials) for header in question.headers)
    host = names.get(b"host")
    return Asked(
        question.method,
        text(question.target),
        text(request.path.raw) if request else None,
        request.host if request else text(host) if host is not None else None,
        question.scheme,
        question.peer,
        request.client if request else None,
        utc(question.moment),
        is_handshake,
        tuple(Field(name, value, "caller") for name, value in fields),
        verdict.why if request is None and verdict.outcome is Outcome.REFUSED else None,
    )
