"""The facts that a verdict's policies were asked with, gathered once more for whoever looks into them afterwards."""

from application.decisions.question import Question
from application.decisions.verdict import Verdict
from domain.permissions.facts import Facts


def facts_of(verdict: Verdict, question: Question) -> Facts:
    request = verdict.request
    assert request is not None  # noqa: S101  a policy was asked about it
    return Facts(
        verdict.parameters,
        method=request.method,
        headers=request.headers,
        names=request.named,
        client=request.client,
        moment=question.moment,
    )
