"""Simplifying: a policy with what is known already put in, and what follows from it drawn.

What is left is the condition on which the rest depends, and reads as one: it allows whenever the policy does. Kleene's
values need only two to tell that: where a part is undecided nobody is let in by it, so that it denies; under a `not`
nobody is let in by its being otherwise, so that there it allows.
"""

from collections.abc import Callable, Iterable
from enum import Enum, auto

from domain.permissions.by_method import ByMethod
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.policy import Anybody, Authenticated, Policy


class Known(Enum):
    HOLDS = auto()
    FAILS = auto()
    UNDECIDED = auto()


Knowing = Callable[[Policy], Known | None]  # None: it is not known

ALLOWS: Policy = Anybody()
DENIES: Policy = Not(Anybody())


def simplified(policy: Policy, knowing: Knowing, method: str, *, turned: bool = False) -> Policy:
    """`turned`: it stands under a `not`."""
    match policy:
        case AnyOf(parts):
            return _any([simplified(part, knowing, method, turned=turned) for part in parts])
        case AllOf(parts):
            return _all([simplified(part, knowing, method, turned=turned) for part in parts])
        case Not(part):
            return _not(simplified(part, knowing, method, turned=not turned))
        case Unless(inner, denied):
            rules = [simplified(rule, knowing, method, turned=not turned) for rule in denied]
            return _unless(simplified(inner, knowing, method, turned=turned), rules)
        case ByMethod(policies) if method in policies:
            return simplified(policies[method], knowing, method, turned=turned)
        case Authenticated():
            return ALLOWS
    return _leaf(policy, knowing(policy), turned=turned)


def _leaf(policy: Policy, known: Known | None, *, turned: bool) -> Policy:
    if known is None:
        return policy
    return ALLOWS if known is Known.HOLDS or (known is Known.UNDECIDED and turned) else DENIES


def _any(parts: Iterable[Policy]) -> Policy:
    left = [part for part in parts if part != DENIES]
    if ALLOWS in left:
        return ALLOWS
    return (left[0] if len(left) == 1 else AnyOf(tuple(left))) if left else DENIES


def _all(parts: Iterable[Policy]) -> Policy:
    left = [part for part in parts if part != ALLOWS]
    if DENIES in left:
        return DENIES
    return (left[0] if len(left) == 1 else AllOf(tuple(left))) if left else ALLOWS


def _not(part: Policy) -> Policy:
    return DENIES if part == ALLOWS else ALLOWS if part == DENIES else Not(part)


def _unless(inner: Policy, denied: Iterable[Policy]) -> Policy:
    left = tuple(rule for rule in denied if rule != DENIES)
    if ALLOWS in left or inner == DENIES:
        return DENIES
    if not left:
        return inner
    return _all(map(_not, left)) if inner == ALLOWS else Unless(inner, left)
