"""What changes between two configurations is told in classes, each with a request that shows it."""

from dataclasses import fields

import pytest

from application.diff.change import Kind
from application.diff.likeness import DONE
from domain.identity.principal import Principal
from domain.plan.plan import Route
from tests.unit.application.diff.differing import compared, only, told, with_route
from tests.unit.application.house import CONFIG

GUARDED = 'require: {permission: "orders:read"}'
READY = "fields of answers about safety and caching"
REFUSED = ", after_sunset: refuse"
ENDED = "require: public, deprecated: {since: 2020-01-01, sunset: 2020-01-01, after_sunset: refuse}"
CLAIMED = with_route("claimed: {match: /claimed, to: orders, require: {claim: {plan: gold}}}")


def test_the_same_configuration_changes_nothing() -> None:
    found = compared(CONFIG)
    assert (found.changes, found.settings, found.may_open) == ((), (), False)


def test_a_route_that_becomes_public_is_opened_to_anybody() -> None:
    found = compared(CONFIG.replace(GUARDED, "require: public"))
    assert told(found) == [("opened", "list-orders", "list-orders", "401 token-missing", "sent to orders")]
    assert found.may_open


def test_a_public_route_that_is_guarded_is_closed() -> None:
    found = compared(CONFIG.replace("require: public", "require: authenticated"))
    assert told(found) == [("closed", "open", "open", "sent to orders", "401 token-missing")]
    assert not found.may_open


def test_a_role_that_is_given_more_is_told_with_the_roles_it_is_about() -> None:
    found = compared(CONFIG.replace('viewer: {grants: ["orders:read"]}', 'viewer: {grants: ["orders:*"]}'))
    change = only(found, Kind.OPENED)
    assert (change.old_route, change.roles) == ("new-order", frozenset(("viewer",)))
    assert change.witness is not None
    assert isinstance(change.witness.question.who, Principal)
    assert change.witness.question.who.roles == {"viewer"}


def test_a_policy_that_asks_for_another_role_opens_and_closes() -> None:
    old = with_route("x: {match: /x, to: orders, require: {all_of: [{role: viewer}, {not: {role: manager}}]}}")
    found = compared(old.replace("{all_of: [{role: viewer}, {not: {role: manager}}]}", "{role: manager}"), old)
    assert [(one.kind, one.roles) for one in found.changes] == [
        (Kind.OPENED, frozenset(("manager",))),
        (Kind.CLOSED, frozenset(("viewer",))),
    ]


def test_a_change_that_no_caller_notices_is_no_change() -> None:
    assert compared(CONFIG.replace(GUARDED, "require: {role: viewer}")).changes == ()
    renamed = CONFIG.replace('match: "GET /orders/{who}"', 'match: "GET /orders/{me}"').replace('"{who}"', '"{me}"')
    assert compared(renamed).changes == ()


def test_a_route_that_goes_is_closed_and_one_that_comes_is_opened() -> None:
    more = with_route("more: {match: /more, to: orders, require: {role: viewer}}")
    assert told(compared(more)) == [("opened", None, "more", "404 route-unknown", "sent to orders")]
    assert told(compared(CONFIG, more)) == [("closed", "more", None, "sent to orders", "404 route-unknown")]


def test_a_route_that_lets_nobody_in_is_refused_otherwise_where_it_goes() -> None:
    shut = with_route("shut: {match: /shut, to: orders, require: {all_of: [{role: viewer}, {not: {role: viewer}}]}}")
    found = compared(CONFIG, shut)
    assert told(found) == [("refused otherwise", "shut", None, "401 token-missing", "404 route-unknown")]


def test_a_new_route_that_takes_requests_of_another_is_told_beside_it() -> None:
    found = compared(with_route('new: {match: "GET /open/new", to: orders, require: authenticated}'))
    change = only(found, Kind.CLOSED)
    assert (change.old_route, change.new_route) == ("open", "new")
    assert change.witness is not None
    assert change.witness.question.target == b"/open/new"


@pytest.mark.parametrize(
    ("old", "new", "kind", "detail"),
    [
        ('rewrite: "/v2/{rest*}"', 'rewrite: "/v3/{rest*}"', Kind.PATH, "/v2 -> /v3"),
        ("total: 3s", "total: 4s", Kind.TIMEOUTS, "connect 1s, idle 2s, total 3s -> connect 1s, idle 2s, total 4s"),
        ('8080"}],', '8080"}], host: keep,', Kind.HEADERS, "host: the target's -> the caller's"),
        ("require: public", "require: public, request: {set: {x-a: b}}", Kind.HEADERS, "those that are sent on"),
        ("require: public", "require: public, response: {remove: [server]}", Kind.HEADERS, "those of answers"),
        ("require: public", "require: public, websocket: {}", Kind.TERMS, "WebSockets"),
        ("require: public", "require: public, mirror: [{upstream: orders, share: 10%}]", Kind.TERMS, "mirrors"),
        ("require: public", "require: public, errors: {5XX: wrap}", Kind.TERMS, "what becomes of an upstream's errors"),
        ("require: public", "require: public, etag: true", Kind.TERMS, "tags of answers, and 304"),
        ("require: public", "require: public, security: {ready: api, keep: true}", Kind.TERMS, READY),
        ("require: public", "require: public, cache: no-store", Kind.TERMS, READY),
        ("require: public", "require: public, deprecated: {since: 2026-01-01}", Kind.TERMS, "its announced end"),
        ("require: public", "require: public, shape: {drop: [a]}", Kind.TERMS, "the shape of answers"),
        ('to: orders, rewrite: "/v2/{rest*}"', "respond: {status: 410}", Kind.ANSWER,
         "forwarded -> 410 by the route itself"),
        ("  open:", "  opened:", Kind.ROUTE, "the route has another name"),
    ],
)  # fmt: skip
def test_what_differs_for_those_who_are_let_in_is_told(old: str, new: str, kind: Kind, detail: str) -> None:
    found = compared(CONFIG.replace(old, new))
    assert {(one.kind, one.details[0]) for one in found.changes} >= {(kind, detail)}
    assert not found.may_open


def test_that_a_route_is_to_be_refused_one_day_is_told_and_so_is_that_it_is_no_more() -> None:
    old, new = CONFIG.replace("require: public", ENDED.replace(REFUSED, "")), CONFIG.replace("require: public", ENDED)
    for one, other, kind in ((old, new, Kind.CLOSED), (new, old, Kind.OPENED)):
        found = compared(other, one)
        assert [change.kind for change in found.changes] == [kind, Kind.TERMS]
        assert only(found, Kind.TERMS).details == ("its announced end",)


@pytest.mark.parametrize(("earlier", "later"), [("2020-01-01", "2030-01-01"), ("2030-01-01", "9999-01-01")])
def test_a_route_that_ends_earlier_is_closed_from_then_on_and_one_that_ends_later_is_opened(
    earlier: str, later: str
) -> None:
    ends = "require: public, deprecated: {since: 2020-01-01, sunset: %s, after_sunset: refuse}"
    early, late, never = (
        CONFIG.replace("require: public", one) for one in (ends % earlier, ends % later, "require: public")
    )
    for text in (late, never):
        assert told(compared(early, text))[0] == ("closed", "open", "open", "sent to orders", "410 route-gone")
        found = compared(text, early)
        assert told(found)[0] == ("opened", "open", "open", "410 route-gone", "sent to orders")
        assert found.may_open
    assert all(one.witness is not None for one in compared(early, late).changes)


def test_of_routes_that_have_ended_other_changes_are_told_as_before_their_end() -> None:
    ended = CONFIG.replace("require: public", ENDED)
    assert told(compared(ended.replace("/v2/", "/v3/"), ended)) == [
        ("other path sent on", "open", "open", "sent to orders", "sent to orders")
    ]


def test_another_contract_is_told_and_the_same_one_is_not() -> None:
    held = CONFIG.replace("require: public", "require: public, contract: {query: {page: {type: integer}}}")
    assert compared(held, held).changes == ()
    for new in (CONFIG, held.replace("integer", "string"), held.replace("{query:", "{requests: report, query:")):
        assert only(compared(new, held), Kind.ANSWER).details[0].startswith("another contract")


def test_no_field_of_a_route_is_left_out_of_the_comparison() -> None:
    by_other_means = {"matcher", "door", "fence", "step_up", "contract", "name"}
    about_the_text = {"number", "at", "places", "description"}
    assert {one.name for one in fields(Route)} == {*DONE, *by_other_means, *about_the_text}


def test_what_every_route_takes_from_above_is_told_of_every_route() -> None:
    guarded = CONFIG.replace("routes:\n", "defaults: {errors: {5XX: replace}, cache: no-store}\nroutes:\n")
    found = [one for one in compared(guarded).changes if one.kind is Kind.TERMS]
    assert {one.new_route for one in found} == {"list-orders", "new-order", "my-order", "open"}
    assert all(set(one.details) == {READY, "what becomes of an upstream's errors"} for one in found)


def test_another_upstream_is_told_with_its_shares() -> None:
    two = CONFIG.replace("routes:", '  more: {targets: [{url: "http://more:1"}]}\nroutes:')
    split = two.replace("orders, rewrite:", "[{upstream: orders, weight: 3}, {upstream: more, weight: 1}], rewrite:")
    assert only(compared(split, two), Kind.UPSTREAM).details == ("orders -> orders x3, more x1",)
    assert told(compared(split, two))[0][4] == "sent to orders or more"


def test_what_nobody_is_let_in_to_by_both_differs_for_nobody() -> None:
    shut = with_route("shut: {match: /shut, to: orders, require: {all_of: [{role: viewer}, {not: {role: viewer}}]}}")
    assert compared(shut.replace("/shut, to: orders,", "/shut, respond: {status: 200},"), shut).changes == ()


def test_a_stronger_sign_in_closes_and_a_weaker_one_opens() -> None:
    gold = CONFIG.replace(GUARDED, GUARDED + ", step_up: {acr: [gold], max_age: 5m}")
    silver = CONFIG.replace(GUARDED, GUARDED + ", step_up: {acr: [gold, silver], max_age: 5m}")
    assert told(compared(gold)) == [("closed", "list-orders", "list-orders", "sent to orders", "401 step-up-needed")]
    assert [one.kind for one in compared(silver, gold).changes] == [Kind.OPENED]
    assert [one.kind for one in compared(gold, silver).changes] == [Kind.CLOSED]


def test_a_credential_that_is_accepted_anew_opens() -> None:
    keys = CONFIG.replace("permissions:\n", "  api_keys:\n    scripts: {header: x-key, keys: []}\npermissions:\n", 1)
    keys = keys.replace("routes:\n", "defaults: {credentials: [main]}\nroutes:\n")
    both = keys.replace(GUARDED, GUARDED + ", credentials: [main, scripts]")
    found = compared(both, keys)
    assert [one.kind for one in found.changes] == [Kind.OPENED]
    assert only(found, Kind.OPENED).would_be == "sent to orders"


def test_a_claim_whose_value_changes_is_told_with_it() -> None:
    found = compared(CLAIMED.replace("plan: gold", "plan: silver"), CLAIMED)
    assert [one.kind for one in found.changes] == [Kind.OPENED, Kind.CLOSED]
    witness = only(found, Kind.OPENED).witness
    assert witness is not None
    assert isinstance(witness.question.who, Principal)
    assert witness.question.who.claims["plan"] == "silver"
    assert found.may_open


def test_the_same_routes_on_several_hosts_are_one_class() -> None:
    hosts = with_route("h: {match: {path: /h, hosts: [a.example, b.example]}, to: orders, require: authenticated}")
    assert (
        len(
            compared(
                hosts.replace("to: orders, require: authenticated}", "to: orders, require: public}"), hosts
            ).changes
        )
        == 1
    )


def test_a_number_is_no_truth_value() -> None:
    one = with_route("one: {match: /one, to: orders, require: {claim: {plan: 1}}}")
    assert [change.kind for change in compared(one.replace("plan: 1", "plan: true"), one).changes] == [
        Kind.OPENED,
        Kind.CLOSED,
    ]
