"""Policies as trees of parts."""

from domain.analysis.parts import Parts
from domain.analysis.variable import CLIENT, Kind, Scope, Variable
from domain.identity.principal import Principal
from domain.permissions.client import ClientIn
from domain.permissions.combination import AllOf
from domain.permissions.decision import ALLOW, Decision
from domain.permissions.facts import Facts
from domain.permissions.policy import Anybody, ClaimEquals, HasPermission, HasRole, Policy

READ = HasPermission("orders:read", frozenset(("viewer", "admin")))
VIEWER = HasRole("viewer", frozenset(("viewer", "admin")))
ADMIN = HasRole("admin", frozenset(("admin",)))


class Strange(Policy):
    def decide(self, principal: Principal, facts: Facts) -> Decision:
        return ALLOW

    def __str__(self) -> str:
        return "strange"


def parts(*policies: Policy, scope: Scope = Scope()) -> Parts:  # noqa: B008  a value
    made = Parts(scope)
    for policy in policies:
        made.of(policy, ())
    return made


def test_roles_that_the_same_atoms_count_are_one_variable() -> None:
    assert parts(READ, VIEWER).variables == (Variable(Kind.ROLE, "admin"), Variable(Kind.STATED, "orders:read"))
    assert parts(VIEWER, ADMIN).variables == (Variable(Kind.ROLE, "admin"), Variable(Kind.ROLE, "viewer"))


def test_roles_that_nobody_can_hold_and_permissions_that_no_token_states_do_not_vary() -> None:
    scope = Scope(roles=frozenset(("viewer",)), states_permissions=False)
    assert parts(READ, ADMIN, scope=scope).variables == (Variable(Kind.ROLE, "viewer"),)


def test_of_nobody_nothing_varies_but_the_call() -> None:
    scope = Scope(is_anybody=True)
    inside = AllOf((Anybody(), VIEWER, ClaimEquals("a", "b"), ClientIn(())))
    assert parts(inside, scope=scope).variables == (CLIENT,)


def test_what_nobody_here_knows_is_noted() -> None:
    assert parts(AllOf((Strange(), ADMIN))).is_strange
    assert not parts(ADMIN).is_strange
