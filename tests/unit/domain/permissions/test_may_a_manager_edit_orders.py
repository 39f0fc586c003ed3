"""May a manager edit orders? Asked of plain values: no HTTP, no gateway, no file."""

from domain.permissions.decision import ALLOW, Decision, Denial
from domain.permissions.facts import NO_FACTS
from domain.spec.requirement import Permission
from tests.unit.domain.builders import plan, principal, role, route, spec, text

PLAN = plan(
    spec(
        route("edit-orders", "/orders/{rest*}", require=Permission(text("orders:write"))),
        roles=(role("viewer", "orders:read"), role("manager", "orders:write", inherits=("viewer",))),
    )
)


def may(*roles: str) -> Decision:
    """Whether a caller with `roles` passes the door of edit-orders."""
    door = PLAN.routes[0].door
    assert door is not None
    return door.policy.decide(principal(*roles), NO_FACTS)


def test_a_manager_may_edit_orders() -> None:
    assert may("manager") is ALLOW


def test_a_viewer_may_not_edit_orders_and_is_told_why() -> None:
    denial = may("viewer")
    assert isinstance(denial, Denial)
    assert (denial.reason.name, denial.why) == ("permission-missing", "permission orders:write is missing")


def test_a_caller_without_a_role_may_not_edit_orders() -> None:
    assert may() is not ALLOW
