"""Changes of many routes that say the same are one thing to a reader."""

from collections.abc import Iterable

from application.diff.change import Change, Kind
from application.diff.groups import Group
from application.diff.groups import grouped as grouped_by
from tests.unit.application.diff.differing import compared, with_route
from tests.unit.application.house import CONFIG, plan_of

ROLES = plan_of(CONFIG).roles
GUARDED = 'require: {permission: "orders:read"}'


def grouped(changes: Iterable[Change]) -> tuple[Group, ...]:
    return grouped_by(changes, ROLES, ROLES)


def test_routes_that_change_alike_are_told_together() -> None:
    two = with_route('again: {match: /again, to: orders, require: {permission: "orders:read"}}')
    (group,) = grouped(compared(two.replace(GUARDED, "require: public"), two).changes)
    assert (group.kind, group.words, group.routes) == (
        Kind.OPENED,
        "401 token-missing -> let in",
        ("list-orders", "again"),
    )
    assert group.callers == "anybody, without a credential"
    assert group.first.old_route == "list-orders"


def test_callers_are_told_by_their_roles_or_by_what_else_they_state() -> None:
    def callers(old: str, new: str) -> str:
        return grouped(
            compared(CONFIG.replace(GUARDED, f"require: {new}"), CONFIG.replace(GUARDED, f"require: {old}")).changes
        )[0].callers

    assert callers("{role: manager}", "{role: viewer}") == "by main, role viewer"
    assert callers("authenticated", "{role: viewer}") == "by main, some callers"
    assert (
        callers("{all_of: [{claim: {a: 1}}, {claim: {a: 2}}]}", "{role: viewer}")
        == "by main, role viewer, and what inherits it"
    )
    assert callers("{claim: {plan: a}}", "{claim: {plan: b}}") == "by main, plan b"
    assert (
        callers("{all_of: [{role: manager}, {claim: {a: 1}}]}", "{all_of: [{role: viewer}, {claim: {a: 1}}]}")
        == "by main, role viewer"
    )


def test_what_differs_for_those_let_in_and_what_nobody_knows_is_said_so() -> None:
    (group,) = grouped(compared(CONFIG.replace("  open:", "  opened:")).changes)
    assert (group.words, group.callers, group.routes) == (
        "the route has another name",
        "for whoever is let in",
        ("open -> opened",),
    )
    (unknown,) = grouped([Change(Kind.UNKNOWN, "a", None, ("nobody knows",))])
    assert (unknown.words, unknown.callers, unknown.routes) == (
        "nobody knows",
        "nobody is known for whom it is so",
        ("a -> no route",),
    )
    assert (unknown.first.was, unknown.first.would_be) == ("?", "?")
