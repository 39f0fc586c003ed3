"""A cell of the matrix says what its policy decides of all callers that it stands for, on all requests."""

from collections.abc import Iterator
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from application.matrix.cell import Outcome
from application.matrix.column import Column, columns_of
from application.matrix.table import table_of
from domain.analysis.callers import policy_of
from domain.identity.principal import NOBODY, Principal
from domain.permissions.decision import ALLOW
from domain.permissions.facts import Facts
from domain.plan.plan import Route
from tests.property.small_configs import NOW, THEN, heads, tables, written
from tests.property.test_diff_agrees_with_brute_force import decided

DESCRIBED = [
    Column(
        "clerk", described=Principal("a", frozenset(("low",)), claims={"sub": "a", "tenant": "acme"}, credential="main")
    ),
    Column("guest", described=Principal("s", claims={"sub": "s", "tenant": ["acme"]}, credential="other")),
    Column("boss", described=Principal("b", frozenset(("high",)), frozenset(("p:some",)), {"sub": "b"}, "main")),
]


def facts(route: Route) -> Iterator[Facts]:
    """Whatever the words of small configurations can tell apart; without what the route itself asks for."""
    given = {name: value for name, value in route.matcher.headers if value is not None}
    stages = ((), *(((b"x-h", value),) for value in (b"1", b"2", b"a", b"b", b"s", b"acme")))
    places = ("a", "b", "s", "acme", "1", "2")
    absent = {name for name, value in route.matcher.headers if value is None}
    stages = tuple(stage for stage in stages if not absent.intersection(name for name, _ in stage))
    for x, stage, client, moment in product(places, stages, ("127.0.0.1", "9.9.9.9"), (NOW, THEN)):
        headers = [*given.items()] if given else list(stage)
        yield Facts({"x": x}, method="GET", headers=headers, client=client, moment=moment)


def callers(column: Column) -> Iterator[Principal]:
    if column.is_anybody:
        yield NOBODY
        return
    if column.described:
        yield column.described
        return
    for tenant, subject in product(("acme", "else", "a", "b", "1", "2", None), ("a", "s")):
        claims = {"sub": subject} | ({"tenant": tenant} if tenant else {})
        yield Principal(subject, column.roles, claims=claims)


def outcome(route: Route, column: Column) -> Outcome:
    policy = policy_of(route)
    door, by = route.door, column.described.credential if column.described else "main"
    if door is not None and (column.is_anybody or (column.described is not None and by not in door.credentials)):
        return Outcome.DENIED
    if policy is None:
        return Outcome.ALLOWED
    seen = {policy.decide(who, fact) is ALLOW for who, fact in product(callers(column), facts(route))}
    if seen == {False}:
        return Outcome.DENIED
    return Outcome.DEPENDS if len(seen) > 1 or route.step_up else Outcome.ALLOWED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(written, heads, tables))
def test_a_cell_says_what_all_callers_and_requests_come_to(text: str) -> None:
    found = decided(text)
    assume(found is not None)
    assert found is not None
    plan = found.plan
    table = table_of(plan, [*columns_of(plan.roles.roles), *DESCRIBED], lambda _: True)
    for row in table.rows:
        told = {column.name: cell.outcome for column, cell in zip(table.columns, row.cells, strict=True)}
        assert told == {column.name: outcome(row.route, column) for column in table.columns}, (row.route.name, text)
