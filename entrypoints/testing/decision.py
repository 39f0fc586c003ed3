"""Decisions as tests see them. What there is to know is a name away; the explanation is `str` of it."""

from application.cases.running import weighed
from application.decisions.question import Question
from application.decisions.verdict import Verdict
from application.explanation.explaining import explained
from application.explanation.words import lines
from domain.permissions.policy import Placed
from domain.plan.plan import Plan
from entrypoints.cli.printing import PLAIN, rendered


class Decision:
    def __init__(self, plan: Plan, question: Question, verdict: Verdict) -> None:
        self.verdict = verdict
        self._plan = plan
        self._question = question

    @property
    def allowed(self) -> bool:
        """The request is sent on, or answered by the route itself."""
        return self.verdict.is_let_in

    @property
    def status(self) -> int | None:
        """Of what the gateway answers; None: the upstream's."""
        return self.verdict.status

    @property
    def reason(self) -> str | None:
        """Of a refusal."""
        return self.verdict.reason

    @property
    def why(self) -> str:
        """What the log would say of a refusal, and a caller never hears."""
        return self.verdict.why

    @property
    def route(self) -> str | None:
        return self.verdict.route.name if self.verdict.route else None

    @property
    def upstream(self) -> str | None:
        """The first, where a split has several."""
        return self.verdict.sent[0].destination.upstream if self.verdict.sent else None

    @property
    def path(self) -> str | None:
        """That is sent on, with its query."""
        return self.verdict.sent[0].call.target.decode("latin-1") if self.verdict.sent else None

    @property
    def headers(self) -> dict[str, str]:
        """That are sent on, or, where nothing is, those of the answer. Of several with one name the last."""
        fields = self.verdict.sent[0].call.headers if self.verdict.sent else self.verdict.headers
        return {name.decode("latin-1"): value.decode("utf-8", "replace") for name, value in fields}

    @property
    def subject(self) -> str | None:
        return self.verdict.principal.subject if self.verdict.principal else None

    @property
    def roles(self) -> frozenset[str]:
        return self.verdict.principal.roles if self.verdict.principal else frozenset()

    @property
    def policy(self) -> str | None:
        """The innermost that decided: its name, or what it says. None: none was asked."""
        step = weighed(self.verdict, self._question)
        if step is None:
            return None
        named = [one.policy.called for one in step.way if isinstance(one.policy, Placed) and one.policy.called]
        return named[-1] if named else str(step.deciding.policy)

    def __bool__(self) -> bool:
        raise TypeError("a decision is neither true nor false: assert decision.allowed, or not decision.allowed")

    def __str__(self) -> str:
        """All that there is to say, as `limen explain` says it."""
        explanation = explained(self._plan, self._question, self.verdict)
        return "\n".join(text for line in lines(explanation) for text in rendered(line, PLAIN, coloured=False))

    def __repr__(self) -> str:
        asked = f"{self._question.method} {self._question.target.decode('latin-1')}"
        if self.allowed:
            return f"<allowed: {asked} by {self.route}>"
        return f"<{self.status} {self.reason}: {asked}{f' by {self.route}' if self.route else ''}: {self.why}>"
