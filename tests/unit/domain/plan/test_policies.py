"""Policies compile: every name is resolved to the roles behind it, and what cannot be resolved is a fault."""

import pytest

from domain.permissions.combination import AllOf, AnyOf, Not
from domain.permissions.decision import ALLOW
from domain.permissions.facts import NO_FACTS
from domain.permissions.policy import Authenticated, ClaimEquals, HasPermission, HasRole, Policy, SubjectIs
from domain.plan.parameters import Parameters
from domain.plan.policies import PolicyCompiler
from domain.plan.roles import compile_roles
from domain.spec import requirement as written
from domain.spec.comparison import Equals, Literal
from domain.spec.fault import Fault
from domain.spec.requirement import Requirement
from tests.unit.domain.builders import at, principal, role, text, texts

ROLES = compile_roles(
    (role("viewer", "orders:read"), role("manager", "orders:write", inherits=("viewer",)), role("admin", "*")),
    texts("tax:file"),
    [],
)
NARROW = compile_roles((role("viewer", "orders:read"),), texts("tax:file"), [])
VIEWER = written.Role(text("viewer"))
IS_VIEWER = HasRole("viewer", frozenset(("viewer", "manager")))


def compiled(requirement: Requirement) -> tuple[Policy, list[Fault]]:
    faults: list[Fault] = []
    return PolicyCompiler(ROLES, Parameters(frozenset(("user_id", "rest"))), faults).compile(requirement), faults


@pytest.mark.parametrize(
    ("requirement", "policy"),
    [
        (written.Authenticated(at()), Authenticated()),
        (VIEWER, IS_VIEWER),
        (written.Permission(text("orders:read")), HasPermission("orders:read", frozenset(ROLES.roles))),
        (written.Permission(text("orders:*")), HasPermission("orders:*", frozenset(("admin",)))),
        (written.Permission(text("*")), HasPermission("*", frozenset(("admin",)))),
        (written.Permission(text("tax:file")), HasPermission("tax:file", frozenset(("admin",)))),
        (written.Subject(text("{user_id}")), SubjectIs("user_id")),
        (written.Claim(text("org.tenant"), Equals(Literal(at(), "acme"))), ClaimEquals("org.tenant", "acme")),
        (written.Not(at(), VIEWER), Not(IS_VIEWER)),
        (written.AnyOf(at(), (VIEWER, VIEWER)), AnyOf((IS_VIEWER, IS_VIEWER))),
        (written.AllOf(at(), (written.AnyOf(at(), (VIEWER,)),)), AllOf((AnyOf((IS_VIEWER,)),))),
    ],
)
def test_a_requirement_becomes_the_policy_it_says(requirement: Requirement, policy: Policy) -> None:
    assert compiled(requirement) == (policy, [])


@pytest.mark.parametrize(
    ("requirement", "fault"),
    [
        (
            written.Role(text("viewr", 3)),
            Fault(at(3), "role-unknown", "role `viewr` is declared nowhere", "did you mean `viewer`?"),
        ),
        (
            written.Permission(text("orders", 3)),
            Fault(
                at(3),
                "permission-malformed",
                "`orders` is not a permission",
                "`resource:action`, `resource:*` or `*`",
            ),
        ),
        (
            written.Subject(text("{order_id}", 3)),
            Fault(
                at(3),
                "parameter-unknown",
                "`{order_id}` is no parameter of the route's path",
                "known: {rest}, {user_id}",
            ),
        ),
        (
            written.Subject(text("user_id", 3)),
            Fault(
                at(3), "parameter-unknown", "`user_id` is no parameter of the route's path", "known: {rest}, {user_id}"
            ),
        ),
        (
            written.AnyOf(at(3), ()),
            Fault(at(3), "requirement-empty", "a list of requirements is empty", "name at least one"),
        ),
        (
            written.AllOf(at(3), ()),
            Fault(at(3), "requirement-empty", "a list of requirements is empty", "name at least one"),
        ),
        (
            written.AnyOf(at(), (VIEWER, written.Public(at(3)))),
            Fault(at(3), "public-combined", "`public` stands alone", "public as the whole `require`"),
        ),
        (
            written.Not(at(), written.Public(at(3))),
            Fault(at(3), "public-combined", "`public` stands alone", "public as the whole `require`"),
        ),
    ],
)
def test_what_cannot_be_resolved_is_a_fault_at_its_place(requirement: Requirement, fault: Fault) -> None:
    assert compiled(requirement)[1] == [fault]


@pytest.mark.parametrize("wanted", ["orders:delete", "users:read", "orders:*"])
def test_a_permission_that_no_role_grants_and_no_token_states_is_a_fault(wanted: str) -> None:
    faults: list[Fault] = []
    PolicyCompiler(NARROW, Parameters(frozenset()), faults).compile(written.Permission(text(wanted)))
    assert [fault.code for fault in faults] == ["permission-unknown"]
    assert "orders:read" in faults[0].hint


def test_a_subject_of_a_path_without_parameters_is_a_fault() -> None:
    faults: list[Fault] = []
    PolicyCompiler(NARROW, Parameters(frozenset()), faults).compile(written.Subject(text("{}")))
    assert [fault.hint for fault in faults] == ["known: none"]


@pytest.mark.parametrize("empty", [written.AnyOf(at(), ()), written.AllOf(at(), ()), written.Public(at())])
def test_what_stands_in_for_a_faulty_requirement_allows_nobody(empty: Requirement) -> None:
    policy, _ = compiled(empty)
    assert policy.decide(principal("admin", "viewer", ""), NO_FACTS) is not ALLOW


def test_every_fault_of_a_requirement_is_found() -> None:
    _, faults = compiled(
        written.AllOf(at(), (written.Role(text("x")), written.AnyOf(at(), (written.Role(text("y")),))))
    )
    assert len(faults) == 2
