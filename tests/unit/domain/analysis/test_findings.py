"""All findings of a plan."""

from domain.analysis.findings import errors, findings
from tests.unit.domain.analysis.written import plan_of, routes, spec_of, told

TWICE = routes(
    'one: {match: "GET /a", to: orders, require: {permission: "orders:read"}}',
    'two: {match: "GET /a", to: users, require: {permission: "orders:write"}}',
    'three: {match: "GET /b", to: users, require: {permission: "users:read"}}',
)


def found(written: str) -> list[tuple[str, str]]:
    return told(findings(spec_of(written), plan_of(written)))


def test_findings_come_in_the_order_of_the_file() -> None:
    assert found(TWICE) == [("route-shadowed", "two")]
    assert told(errors(plan_of(TWICE))) == [("route-shadowed", "two")]
    places = [one.at for one in findings(spec_of(TWICE), plan_of(TWICE))]
    assert places == sorted(places)


def test_what_the_file_gives_a_reason_for_is_left_out() -> None:
    for about in (", about: two", ""):
        written = f'analysis: {{suppress: [{{code: route-shadowed{about}, reason: "for now"}}]}}\n{TWICE}'
        assert found(written) == []
        assert errors(plan_of(written)) == ()


def test_a_reason_for_nothing_is_told() -> None:
    written = f'analysis: {{suppress: [{{code: route-shadowed, about: one, reason: "for now"}}]}}\n{TWICE}'
    assert found(written) == [("suppression-idle", "one"), ("route-shadowed", "two")]
    written = f'analysis: {{suppress: [{{code: route-exposed, reason: "for now"}}]}}\n{TWICE}'
    assert found(written) == [("suppression-idle", "route-exposed"), ("route-shadowed", "two")]
