"""Who may call what: a row a route, a column a kind of caller."""

from application.matrix.cell import Outcome
from application.matrix.column import columns_of
from application.matrix.table import Table, table_of
from tests.unit.application.house import CONFIG, plan_of


def table(*routes: str, text: str = CONFIG) -> Table:
    plan = plan_of(text + "".join(f"  {route}\n" for route in routes))
    return table_of(plan, columns_of(plan.roles.roles), lambda _: True)


def cells(found: Table, name: str, method: str = "") -> dict[str, str]:
    (row,) = (row for row in found.rows if (row.route.name, row.method) == (name, method))
    return {column.name: str(cell) for column, cell in zip(found.columns, row.cells, strict=True)}


def test_roles_count_with_what_they_inherit() -> None:
    assert cells(table(), "list-orders") == {
        "anonymous": "denied",
        "authenticated": "denied",
        "viewer": "allowed",
        "manager": "allowed",
    }
    assert cells(table(), "new-order")["viewer"] == "denied"
    assert set(cells(table(), "open").values()) == {"allowed"}


def test_what_depends_says_on_what() -> None:
    on = "depends: the subject named by {who}"
    assert cells(table(), "my-order") == {"anonymous": "denied", "authenticated": on, "viewer": on, "manager": on}
    found = table("x: {match: /x, to: orders, require: {all_of: [{role: viewer}, {claim: {plan: gold}}]}}")
    assert cells(found, "x")["authenticated"] == "denied"
    assert cells(found, "x")["viewer"] == "depends: claim plan = gold"


def test_a_condition_that_cannot_fail_or_hold_is_none() -> None:
    never = "{all_of: [{claim: {plan: a}}, {claim: {plan: b}}]}"
    always = "{any_of: [{claim: {plan: {present: true}}}, {claim: {plan: {present: false}}}]}"
    found = table(
        f"never: {{match: /n, to: orders, require: {never}}}",
        f"always: {{match: /a, to: orders, require: {always}}}",
    )
    assert set(cells(found, "never").values()) == {"denied"}
    assert cells(found, "always")["authenticated"] == "allowed"


def test_methods_of_one_route_are_rows_where_they_differ() -> None:
    found = table('doc: {match: "GET,POST /doc", to: orders, access: {GET: viewer, POST: manager}}')
    methods = {row.method for row in found.rows if row.route.name == "doc"}
    assert {"GET", "POST"} <= methods
    assert (cells(found, "doc", "GET")["viewer"], cells(found, "doc", "POST")["viewer"]) == ("allowed", "denied")


def test_a_step_up_is_a_condition_for_whoever_may() -> None:
    found = table("s: {match: /s, to: orders, require: {role: manager}, step_up: {acr: [gold]}}")
    assert cells(found, "s")["manager"] == "depends: sign-in: acr gold"
    assert cells(found, "s")["viewer"] == "denied"


def test_a_fence_is_a_condition_for_everybody() -> None:
    found = table("f: {match: /f, to: orders, require: public, deny: {client: [192.0.2.0/24]}}")
    assert set(cells(found, "f").values()) == {"depends: not client in 192.0.2.0/24"}


def test_a_role_that_no_token_can_state_is_nobodys() -> None:
    found = table(text=CONFIG.replace("claims: {roles: roles}", "claims: {subject: sub}"))
    assert cells(found, "list-orders")["viewer"] == "absent"
    assert cells(found, "open")["viewer"] == "allowed"


def test_columns_that_say_the_same_are_put_together() -> None:
    found = table(text=CONFIG.replace('{permission: "orders:write"}', "{role: viewer}"))
    together = [[column.name for column in columns] for columns, _ in found.alike()]
    assert together == [["anonymous"], ["authenticated"], ["viewer", "manager"]]
    assert all(len(alike) == len(found.rows) for _, alike in found.alike())


def test_a_policy_that_cannot_be_decided_is_not_said_to_be() -> None:
    parts = ", ".join(f"{{claim: {{list: {{contains: w{number}}}}}}}" for number in range(9))
    found = table(f"deep: {{match: /deep, to: orders, require: {{all_of: [{parts}]}}}}")
    (row,) = (row for row in found.rows if row.route.name == "deep")
    assert row.cells[1].outcome in (Outcome.UNKNOWN, Outcome.DEPENDS)
