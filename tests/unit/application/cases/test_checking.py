"""What a case may expect, and what is said where it is not so."""

import pytest

from tests.unit.application.cases.casework import CONFIG, results_of, wrong


def case(request: str, expect: str, who: str = "anonymous") -> str:
    return f"cases:\n  one:\n    request: {request}\n    who: {who}\n    expect: {expect}\n"


@pytest.mark.parametrize(
    ("request_", "who", "expect"),
    [
        ("GET /orders", "viewer", "allow"),
        ("GET /orders", "{subject: eve}", "deny"),
        ("GET /orders", "anonymous", "deny"),
        ("GET /orders", "anonymous", "401"),
        ("GET /orders", "{subject: eve}", "{status: 403, reason: permission-missing, route: list}"),
        ("GET /old", "anonymous", "allow"),
        ("GET /old", "anonymous", '{status: 308, answer: {location: "http://localhost/new"}, not: {route: open}}'),
        ("GET /open/a?b=c", "anonymous", "{upstream: orders, path: /v2/a, headers: {X-From: limen}, without: x-to}"),
        ("GET /open/a?b=c", "anonymous", '{path: "/v2/a?b=c", not: {path: "/v2/a?b=d", without: [x-from]}}'),
        ("GET /both", "anonymous", "{upstream: [copies, orders], not: {upstream: orders}}"),
        ("GET /people/ann", "{subject: ann}", "{policy: own-or-boss}"),
        ("GET /people/ann", "{subject: ann}", '{policy: "the subject named by {who}", not: {policy: role manager}}'),
        ("GET /people/ann", "manager", "{policy: role manager}"),
        ("GET /nowhere", "anonymous", "{status: 404, not: {decision: deny}}"),
        ("{method: GET, url: 'https://b.example/open/a', headers: {x-from: me}}", "anonymous", "allow"),
    ],
)
def test_what_is_so_is_not_complained_about(request_: str, who: str, expect: str) -> None:
    assert wrong(case(request_, expect, who)) == []


@pytest.mark.parametrize(
    ("request_", "who", "expect", "said"),
    [
        ("GET /orders", "viewer", "deny", ["decision: expected deny, got allow"]),
        ("GET /nowhere", "viewer", "deny", ["decision: expected deny, got 404 route-unknown"]),
        ("GET /orders", "anonymous", "allow", ["decision: expected allow, got 401 token-missing"]),
        (
            "GET /orders",
            "{subject: eve}",
            "{status: 401, reason: token-missing, route: mine}",
            [
                "status: expected 401, got 403 permission-missing",
                "reason: expected token-missing, got permission-missing",
                "route: expected mine, got list",
            ],
        ),
        (
            "GET /old",
            "anonymous",
            "{answer: {location: /there}}",
            ["answer: location: expected /there, got http://localhost/new"],
        ),
        ("GET /old", "anonymous", "{status: 200}", ["status: expected 200, got answered with 308"]),
        (
            "GET /open/a",
            "anonymous",
            "{upstream: copies, path: /v2, headers: {x-from: us}, without: [x-from]}",
            [
                "upstream: expected copies, got orders",
                "path: expected /v2, got /v2/a",
                "headers: x-from: expected us, got limen",
                "without: x-from: expected not sent, got limen",
            ],
        ),
        ("GET /old", "anonymous", "{path: /old}", ["path: expected /old, got nothing is sent"]),
        ("GET /open/a", "anonymous", "{policy: role manager}", ["policy: expected role manager, got none was asked"]),
        (
            "GET /orders",
            "viewer",
            "{not: {route: list, reason: permission-missing}}",
            ["route: expected anything but list, got list"],
        ),
    ],
)
def test_everything_that_is_not_so_is_told(request_: str, who: str, expect: str, said: list[str]) -> None:
    assert wrong(case(request_, expect, who)) == said


def test_a_place_names_the_policy_that_is_written_there() -> None:
    at = results_of(case("GET /orders", "allow", "viewer"))[0].verdict
    assert at is not None
    assert at.route is not None
    assert at.route.door is not None
    place = at.route.door.policy.at  # type: ignore[attr-defined]
    assert wrong(case("GET /orders", f'{{policy: "{place.file}:{place.line}"}}', "viewer")) == []


def test_a_case_about_hours_says_when() -> None:
    config = """
version: 1
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
defaults: {deny: {time: {from: "00:00", until: "06:00"}}}
routes: {open: {match: GET /, to: orders, require: public}}
"""
    (said,) = wrong(case("GET /", "allow"), config)
    assert said.startswith("the route asks what time it is")
    assert wrong('at: "2026-11-26T05:00:00Z"\n' + case("GET /", "{status: 403, reason: excluded}"), config) == []
    assert wrong(case("GET /", "allow") + '    at: "2026-11-26T07:00:00Z"\n', config) == []


ENDED = """  gone:
    match: "GET /gone"
    to: orders
    require: {permission: "orders:read"}
    deprecated: {since: 2026-01-01, sunset: 2026-06-01, after_sunset: refuse}
"""


def test_a_route_that_has_ended_is_gone_for_whoever_asks_from_its_sunset_on() -> None:
    gone, before = "{status: 410, reason: route-gone, route: gone}", "{method: GET, url: /gone}"
    text = case("GET /gone", gone, "viewer").replace("    who:", "    at: 2026-06-01T00:00:00Z\n    who:")
    assert wrong(text, CONFIG + ENDED) == []
    text = case(before, "allow", "viewer").replace("    who:", "    at: 2026-05-31T23:59:59Z\n    who:")
    assert wrong(text, CONFIG + ENDED) == []
