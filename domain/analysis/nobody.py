"""What is required of somebody who shows nothing: nobody is not authenticated, and has no roles and no claims."""

from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.policy import Authenticated, HasRole, Policy

NEVER = HasRole("", frozenset())


def for_nobody(policy: Policy) -> Policy:
    """The same requirement, said to a caller whom a public route did not ask who they are."""
    match policy:
        case Authenticated():
            return NEVER
        case AnyOf(parts):
            return AnyOf(tuple(map(for_nobody, parts)))
        case AllOf(parts):
            return AllOf(tuple(map(for_nobody, parts)))
        case Not(part):
            return Not(for_nobody(part))
        case Unless(part, denied):
            return Unless(for_nobody(part), tuple(map(for_nobody, denied)))
    return policy
