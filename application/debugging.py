"""Debugging: a caller who may asks for the explanation of its own call, and gets it in a header of the answer.

May: the configuration names a permission (`server.debug`), and the credential by which the caller is known at this
route, or a role of it, has that. Nobody else ever gets one, whatever is asked; a public route knows no caller.
"""

import logging
from collections.abc import Callable

from application.decisions.question import Question
from domain.identity.principal import Principal
from domain.message.head import Head
from domain.message.headers import Headers
from domain.permissions.decision import ALLOW
from domain.permissions.facts import NO_FACTS
from domain.permissions.policy import Policy
from domain.plan.debugging import TELLING
from domain.plan.plan import Plan

Explain = Callable[[Plan, Question], bytes]  # visible ASCII, no longer than a header may be
log = logging.getLogger("limen.gateway")


def tell(headers: Headers, plan: Plan, question: Question, explain: Explain) -> None:
    """Adds the explanation to `headers`. What goes wrong here must not change what the caller gets otherwise."""
    try:
        headers.append((TELLING, explain(plan, question)))
    except Exception:
        log.exception("request %s could not be explained", question.request_id)


def may_ask(policy: Policy, who: Principal) -> bool:
    return policy.decide(who, NO_FACTS) is ALLOW


def question_of(head: Head, who: Principal, moment: float, request_id: str) -> Question:
    target = head.path + b"?" + head.query if head.query else head.path
    return Question(
        head.method,
        target,
        tuple(head.headers),
        who,
        moment,
        head.peer,
        head.scheme,
        head.version,
        request_id,
    )
