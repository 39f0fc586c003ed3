"""What no case has exercised: routes, ways of policies, roles."""

from application.cases.coverage import Coverage, covered
from tests.unit.application.cases.casework import CONFIG, results_of
from tests.unit.application.house import plan_of

SMALL = CONFIG[: CONFIG.index("  open:")]


def coverage(table: str, config: str = SMALL) -> Coverage:
    return covered(plan_of(config), results_of(table, config))


def missed(table: str, config: str = SMALL) -> list[str]:
    return [str(item) for item in coverage(table, config).missed]


def test_what_was_never_called_is_missed_whole() -> None:
    found = coverage("cases: {one: {request: GET /nowhere, expect: 404}}")
    assert (len(found.missed), found.total, found.percent) == (11, 11, 0.0)


def test_each_part_of_a_policy_is_to_allow_and_to_deny() -> None:
    assert missed("cases: {one: {request: GET /people/ann, who: {subject: ann}, expect: allow}}") == [
        "route list",
        "policy list: `permission orders:read` never allowed",
        "policy list: `permission orders:read` never denied",
        "policy mine: `the subject named by {who} or role manager` never denied",
        "policy mine: `the subject named by {who}` never denied",
        "policy mine: `role manager` never allowed",
        "role viewer",
        "role manager",
    ]


def test_a_part_of_an_any_of_counts_only_where_it_decided() -> None:
    both = "cases: {one: {request: GET /people/ann, who: {subject: ann, role: manager}, expect: allow}}"
    assert "policy mine: `role manager` never allowed" in missed(both)
    other = "cases: {one: {request: GET /people/bob, who: {subject: ann, role: manager}, expect: allow}}"
    assert "policy mine: `role manager` never allowed" not in missed(other)


def test_all_of_it_can_be_exercised() -> None:
    table = """
tables:
  all:
    who: [viewer, manager, {subject: eve}, {subject: ann}]
    expect:
      GET /orders: [allow, allow, deny, deny]
      GET /people/ann: [deny, allow, deny, allow]
"""
    assert missed(table) == []
    assert coverage(table).percent == 100.0


def test_a_rule_of_deny_is_to_deny_somebody_and_to_pass_somebody_by() -> None:
    config = SMALL.replace("routes:", "defaults: {deny: {role: manager}}\nroutes:")
    found = missed("cases: {one: {request: GET /orders, who: viewer, expect: allow}}", config)
    assert "policy list: `deny: role manager` never denied" in found
    assert "policy list: `deny: role manager` never passed by" not in found
    found = missed("cases: {one: {request: GET /orders, who: manager, expect: deny}}", config)
    assert "policy list: `deny: role manager` never denied" not in found
