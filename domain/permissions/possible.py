"""What a policy may decide where not everything is known: by Kleene's tables over all values that a part may have.

A part that rests on something unknown may hold, not hold, or be undecided. Parts are taken for independent of each
other, so that what is told as the only possible decision is, and some that are certain are told as open.
"""

from collections.abc import Callable, Iterable
from functools import reduce

from domain.identity.principal import Principal
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.decision import ALLOW, Denial
from domain.permissions.facts import Facts
from domain.permissions.policy import Policy
from domain.permissions.trace import parts_of

Value = bool | None  # None: undecided
Values = frozenset[Value]
Known = Callable[[Policy], bool]

ANY_OF_THEM: Values = frozenset((True, False, None))


def possible(policy: Policy, principal: Principal, facts: Facts, is_known: Known) -> Values:
    """`is_known` is asked of every part that has no parts of its own."""
    if isinstance(policy, Unless):
        barred = _any([possible(rule, principal, facts, is_known) for rule in policy.denied])
        passed = possible(policy.policy, principal, facts, is_known) if False in barred else frozenset()
        return frozenset(False if value else None for value in barred if value is not False) | passed
    parts = [possible(part, principal, facts, is_known) for part in parts_of(policy, facts)]
    match policy:
        case AnyOf():
            return _any(parts)
        case AllOf():
            return _all(parts)
        case Not():
            return _turned(parts[0])
    if parts:
        return parts[0]
    return frozenset((_value(policy, principal, facts),)) if is_known(policy) else ANY_OF_THEM


def _value(policy: Policy, principal: Principal, facts: Facts) -> Value:
    decision: object = policy.decide(principal, facts)
    if isinstance(decision, Denial):
        return None if decision.is_undecided else False
    return True if decision is ALLOW else None


def _any(parts: Iterable[Values]) -> Values:
    return reduce(_either, parts)


def _all(parts: Iterable[Values]) -> Values:
    return _turned(_any(map(_turned, parts)))


def _either(one: Values, other: Values) -> Values:
    return frozenset(_or(mine, theirs) for mine in one for theirs in other)


def _or(one: Value, other: Value) -> Value:
    return True if one or other else None if None in (one, other) else False


def _turned(values: Values) -> Values:
    return frozenset(None if value is None else not value for value in values)
