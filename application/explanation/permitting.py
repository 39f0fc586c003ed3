"""May they: each part of the route's policy with its own outcome, by the policies' own `decide`."""

from application.decisions.facts import facts_of
from application.decisions.question import Question
from application.decisions.verdict import Verdict
from application.explanation.policy import Node, SignIn
from domain.identity.principal import NOBODY, Principal
from domain.message.reason import STEP_UP
from domain.permissions.combination import Unless
from domain.permissions.decision import Denial
from domain.permissions.policy import Placed, Policy
from domain.permissions.trace import Step, traced
from domain.plan.plan import Route
from domain.spec.place import Place


def permitted(route: Route, question: Question, verdict: Verdict) -> Node | None:
    """None: nothing is asked there, or nobody is known who could be asked about."""
    policy = route.door.policy if route.door else route.fence
    who = verdict.principal if route.door else NOBODY
    if policy is None or who is None or verdict.request is None:
        return None
    step = traced(policy, who, facts_of(verdict, question))
    return _node(step, step.deciding, "require")


def signed_in(route: Route, question: Question, verdict: Verdict) -> SignIn | None:
    step_up = route.step_up
    if step_up is None:
        return None
    who = verdict.principal
    was_asked = verdict.reason == STEP_UP.name or (verdict.is_let_in and isinstance(who, Principal))
    found = step_up.objection(who.claims, question.moment) if who is not None and was_asked else None
    return SignIn(str(step_up), found is None if was_asked else None, found.why if found else None, step_up.at)


def _node(step: Step, deciding: Step, kind: str) -> Node:
    decision, policy = step.decision, step.policy
    denial = decision if isinstance(decision, Denial) else None
    outcome = "allows" if step.allows else "undecided" if denial and denial.is_undecided else "denies"
    at, called = _place(policy)
    kinds = [kind] * len(step.parts)
    if isinstance(policy, Unless):
        kinds = ["deny"] * (len(step.parts) - 1) + [kind]
    parts = tuple(_node(part, deciding, one) for part, one in zip(step.parts, kinds, strict=True))
    return Node(
        str(policy),
        kind,
        outcome,
        denial.why if denial else None,
        denial.reason.name if denial else None,
        called or None,
        step is deciding,
        at,
        parts,
    )


def _place(policy: Policy) -> tuple[Place | None, str]:
    return (policy.at, policy.called) if isinstance(policy, Placed) else (None, "")
