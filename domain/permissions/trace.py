"""Traces: what a policy decided, and every part of it; also the parts that the decision did not wait for.

Each outcome is the policy's own `decide` on the same values, so that a trace cannot disagree with the decision.
"""

from dataclasses import dataclass

from domain.identity.principal import Principal
from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Unless
from domain.permissions.decision import ALLOW, Decision, Denial
from domain.permissions.facts import Facts
from domain.permissions.policy import Policy
from domain.permissions.reads import all_parts


@dataclass(frozen=True, slots=True)
class Step:
    policy: Policy
    decision: Decision
    parts: tuple["Step", ...] = ()

    @property
    def allows(self) -> bool:
        return self.decision is ALLOW

    @property
    def deciding(self) -> "Step":
        """The innermost part without which the decision would not be what it is, as far as there is one alone."""
        return self.way[-1]

    @property
    def way(self) -> tuple["Step", ...]:
        """From here to the deciding part, each inside the one before."""
        one = _settling(self)
        return (self,) if one is None else (self, *one.way)


def traced(policy: Policy, principal: Principal, facts: Facts) -> Step:
    parts = tuple(traced(part, principal, facts) for part in parts_of(policy, facts))
    return Step(policy, policy.decide(principal, facts), parts)


def parts_of(policy: Policy, facts: Facts) -> tuple[Policy, ...]:
    """What is asked in turn. Of the levels of methods, the one of this request."""
    if isinstance(policy, ByMethod):
        return (policy.policies[facts.method],) if facts.method in policy.policies else ()
    return all_parts(policy)


def _settling(step: Step) -> Step | None:
    """The part that settled it."""
    parts = step.parts
    match step.policy:
        case AnyOf():
            allowing = [part for part in parts if part.allows]
            return next(iter(allowing), parts[0] if len(parts) == 1 else None)
        case AllOf():
            return _denying(parts) or (parts[0] if len(parts) == 1 else None)
        case Unless():
            *denied, inner = parts
            ruling = [rule for rule in denied if rule.allows]
            return next(iter(ruling), None) or _undecided(denied) or inner
    return parts[0] if parts else None


def _denying(parts: tuple[Step, ...]) -> Step | None:
    """The first that is sure, else the first that is not."""
    denials = [part for part in parts if not part.allows]
    sure = [part for part in denials if isinstance(part.decision, Denial) and not part.decision.is_undecided]
    return next(iter(sure or denials), None)


def _undecided(steps: list[Step]) -> Step | None:
    return next((step for step in steps if isinstance(step.decision, Denial) and step.decision.is_undecided), None)
