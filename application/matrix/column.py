"""Columns: kinds of callers. Nobody; whoever is known and has no role; who has one role; callers that are described.

Nothing else is said of who has a role: any subject, any claim. Permissions that a token states by itself are none, for
a column is about what roles give. Of a described caller everything is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from application.matrix.simplifying import Known
from domain.analysis.search import Wanted
from domain.analysis.variable import Scope
from domain.identity.claims import claim_at
from domain.identity.principal import Principal
from domain.permissions.claim import ClaimIs
from domain.permissions.comparison import Comparison, Contains
from domain.permissions.decision import ALLOW
from domain.permissions.facts import NO_FACTS, Asks
from domain.permissions.policy import ClaimEquals, HasPermission, HasRole, Policy
from domain.permissions.reads import read_by

ANONYMOUS, AUTHENTICATED = "anonymous", "authenticated"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    roles: frozenset[str] = frozenset()
    is_anybody: bool = False  # without a credential
    described: Principal | None = None

    def knows(self, policy: Policy) -> Known | None:
        """Whether the part holds for every caller of the column, or for none; None: that is not said by this alone."""
        if self.described is not None:
            return _of(self.described, policy)
        if isinstance(policy, HasRole):
            return _known(not policy.held_by.isdisjoint(self.roles))
        if isinstance(policy, HasPermission):
            return _known(not policy.granted_by.isdisjoint(self.roles))
        return None

    def may_come(self, scope: Scope) -> bool:
        return self.described is not None or scope.roles is None or self.roles <= scope.roles

    def wanted(self, policy: Policy, scope: Scope) -> Iterator[Wanted]:
        """What is so of the callers, for what `policy` still asks of them."""
        if self.described is None or scope.is_anybody:
            return
        yield Wanted(ClaimEquals(scope.subject_claim or "sub", self.described.subject), allows=True)
        for path in read_by(policy).claims - {scope.subject_claim}:
            stated = claim_at(self.described.claims, path)
            if isinstance(stated, str | int | bool):
                yield Wanted(ClaimEquals(path, stated), allows=True)


def columns_of(roles: Iterable[str]) -> list[Column]:
    each = [Column(role, frozenset((role,))) for role in roles]
    return [Column(ANONYMOUS, is_anybody=True), Column(AUTHENTICATED), *each]


def _of(caller: Principal, policy: Policy) -> Known | None:
    if isinstance(policy, ClaimIs) and not _may_be_alike(claim_at(caller.claims, policy.path), policy.comparison):
        holds = policy.comparison.holds(claim_at(caller.claims, policy.path), NO_FACTS)
        return Known.UNDECIDED if holds is None else _known(holds)
    if policy.asks & (Asks.REQUEST | Asks.MOMENT):
        return None
    decision = policy.decide(caller, NO_FACTS)
    if decision is ALLOW:
        return Known.HOLDS
    return Known.UNDECIDED if decision.is_undecided else Known.FAILS


def _may_be_alike(stated: object, comparison: Comparison) -> bool:
    """Whether what a request says could equal it: a text, a whole number, or one of a list (permissions.operand)."""
    if isinstance(stated, list):
        return isinstance(comparison, Contains) and any(map(_is_alike, stated))
    return _is_alike(stated)


def _is_alike(stated: object) -> bool:
    return isinstance(stated, str) or type(stated) is int


def _known(holds: bool) -> Known:  # noqa: FBT001
    return Known.HOLDS if holds else Known.FAILS
