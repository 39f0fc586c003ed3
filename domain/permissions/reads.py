"""Reads: what a policy looks at beside roles, permissions, subject, address and time: claims and headers, by name.

Names alone, found without a request, so that what a decision rests on can be kept, or seen to be missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.permissions.by_method import ByMethod
from domain.permissions.claim import ClaimIs, ClaimPresent
from domain.permissions.combination import AllOf, AnyOf, Not, Unless
from domain.permissions.comparison import Comparison, Contains, Equals, Matches, OneOf
from domain.permissions.header import HeaderIs, HeaderPresent
from domain.permissions.operand import HeaderValue, Operand
from domain.permissions.policy import ClaimEquals, Policy


@dataclass(frozen=True, slots=True)
class Reads:
    claims: frozenset[str] = frozenset()  # paths, as written
    headers: frozenset[bytes] = frozenset()  # in lower case

    def __or__(self, other: "Reads") -> "Reads":
        return Reads(self.claims | other.claims, self.headers | other.headers)


NOTHING = Reads()


def read_by(policy: Policy) -> Reads:
    found = _own(policy)
    for part in all_parts(policy):
        found |= read_by(part)
    return found


def literals(policy: Policy) -> tuple[str, ...]:
    """What is compared with, each with its kind: for Python, 1 equals True, and for a policy it does not."""
    match policy:
        case ClaimEquals(_, value):
            return (repr(value),)
        case ClaimIs(_, comparison) | HeaderIs(_, comparison):
            return tuple(repr(operand) for operand in _operands(comparison))
    return tuple(one for part in all_parts(policy) for one in literals(part))


def has_patterns(policy: Policy) -> bool:
    """Whether something is compared with a glob."""
    if isinstance(policy, ClaimIs | HeaderIs):
        return isinstance(policy.comparison, Matches)
    return any(map(has_patterns, all_parts(policy)))


def all_parts(policy: Policy) -> tuple[Policy, ...]:
    """Those of every method."""
    match policy:
        case AnyOf(parts) | AllOf(parts):
            return parts
        case Not(part):
            return (part,)
        case Unless(inner, denied):
            return (*denied, inner)
        case ByMethod(policies):
            return tuple(policies.values())
    return ()


def _own(policy: Policy) -> Reads:
    match policy:
        case ClaimEquals(path, _) | ClaimPresent(path, _):
            return Reads(frozenset((path,)))
        case ClaimIs(path, comparison):
            return Reads(frozenset((path,)), _headers(comparison))
        case HeaderPresent(name, _):
            return Reads(headers=frozenset((name,)))
        case HeaderIs(name, comparison):
            return Reads(headers=frozenset((name,)) | _headers(comparison))
    return NOTHING


def _headers(comparison: Comparison) -> frozenset[bytes]:
    return frozenset(operand.name for operand in _operands(comparison) if isinstance(operand, HeaderValue))


def _operands(comparison: Comparison) -> Iterator[Operand]:
    match comparison:
        case Equals(operand) | Contains(operand):
            yield operand
        case OneOf(operands):
            yield from operands
