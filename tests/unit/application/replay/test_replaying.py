"""Calls that a gateway has decided are decided again by another plan; what cannot be told is said to be so."""

import pytest

from application.replay.flips import Change, replay
from entrypoints.offline import decider
from tests.unit.application.house import CONFIG, plan_of
from tests.unit.application.replay.past import RECORDING, ListedLog, Past, told, whys

CLAIMED = RECORDING.replace('require: {permission: "orders:read"}', "require: {claim: {plan: gold}}")
HEADED = RECORDING.replace(
    'require: {permission: "orders:read"}',
    "require: {all_of: [{header: {x-stage: beta}}, {claim: {sub: {present: true}}}]}",
)


async def test_the_same_plan_decides_every_call_as_before() -> None:
    past = Past()
    for token in ("", "viewer", "manager"):
        for method in ("GET", "POST", "PUT"):
            for target in (b"/orders", b"/orders/viewer", b"/open/a", b"/nowhere", b"/orders/%76iewer?a=b"):
                await past.call(method, target, token=token)
    found = past.replayed(RECORDING)
    assert (found.judged, found.flips, found.not_judged) == (45, {}, {})


async def test_what_was_refused_and_would_be_let_in_is_opened_and_told_first() -> None:
    past = Past()
    await past.call("POST", b"/orders", token="viewer")
    await past.call("GET", b"/orders", token="viewer")
    new = CONFIG.replace('require: {permission: "orders:read"}', "require: {role: manager}")
    new = new.replace('require: {permission: "orders:write"}', "require: {role: viewer}")
    assert told(past.replayed(new)) == [
        ("opened", "403 permission-missing", "sent to orders", 1),
        ("closed", "sent to orders", "403 role-missing", 1),
    ]


async def test_a_route_that_becomes_public_is_opened_to_who_was_nobody() -> None:
    past = Past()
    await past.call("GET", b"/orders")
    found = past.replayed(
        CONFIG.replace('to: orders, require: {permission: "orders:read"}', "to: orders, require: public")
    )
    assert told(found) == [("opened", "401 token-missing", "sent to orders", 1)]
    assert found.has(Change.OPENED)


async def test_a_public_route_that_asks_who_is_calling_cannot_be_judged() -> None:
    past = Past()
    await past.call("GET", b"/open/a")
    found = past.replayed(CONFIG.replace("require: public", "require: authenticated"))
    assert whys(found) == ["nobody was asked who calls: the route was public"]


async def test_a_new_route_for_what_was_unknown_is_told_with_or_without_who_calls() -> None:
    past = Past()
    await past.call("GET", b"/new")
    public = CONFIG + "  new: {match: /new, to: orders, require: public}\n"
    assert told(past.replayed(public)) == [("opened", "404 route-unknown", "sent to orders", 1)]
    guarded = CONFIG + "  new: {match: /new, to: orders, require: authenticated}\n"
    assert told(past.replayed(guarded)) == [("refused otherwise", "404 route-unknown", "asks who is calling", 1)]


async def test_a_route_of_another_name_or_upstream_is_told() -> None:
    past = Past()
    await past.call("GET", b"/orders", token="viewer")
    renamed = CONFIG.replace("list-orders:", "all-orders:")
    ((kind, _),) = past.replayed(renamed).ranked
    assert (kind.change, kind.old_route, kind.new_route) == (Change.ROUTE, "list-orders", "all-orders")
    moved = CONFIG.replace(
        'list-orders: {match: "GET,HEAD /orders", to: orders', 'list-orders: {match: "GET,HEAD /orders", to: new'
    )
    moved = moved.replace("routes:", '  new: {targets: [{url: "http://new:1"}]}\nroutes:')
    assert told(past.replayed(moved)) == [("other upstream", "sent to orders", "sent to new", 1)]


async def test_a_route_that_answers_by_itself_is_another_answer() -> None:
    past = Past()
    await past.call("GET", b"/open/a")
    gone = CONFIG.replace('to: orders, rewrite: "/v2/{rest*}"', "respond: {status: 410}")
    assert told(past.replayed(gone)) == [("other answer", "sent to orders", "410 by the route itself", 1)]
    back = Past(gone)
    await back.call("GET", b"/open/a")
    assert told(back.replayed(gone)) == []
    assert told(back.replayed(CONFIG)) == [("other answer", "410 by the route itself", "sent to orders", 1)]


async def test_a_claim_that_was_not_recorded_is_not_guessed() -> None:
    past = Past()
    await past.call("GET", b"/orders", token="viewer")
    assert whys(past.replayed(CLAIMED)) == ["needs what the log does not have: claim plan"]
    knowing = Past(RECORDING.replace('subject: "{who}"', "claim: {plan: gold}"))
    await knowing.call("GET", b"/orders", token="viewer")
    assert told(knowing.replayed(CLAIMED)) == [("closed", "sent to orders", "403 claim-mismatch", 1)]


async def test_who_was_known_to_nobody_is_refused_again_whatever_they_would_state() -> None:
    past = Past()
    await past.call("GET", b"/orders")
    await past.call("GET", b"/orders", token="made-up")
    found = past.replayed(CLAIMED)
    assert (found.judged, found.flips, found.not_judged) == (2, {}, {})


async def test_what_is_missing_and_changes_nothing_is_not_asked_for() -> None:
    past = Past()
    await past.call("GET", b"/orders", token="viewer")
    either = CLAIMED.replace("{claim: {plan: gold}}", "{any_of: [{claim: {plan: gold}}, {role: viewer}]}")
    assert past.replayed(either).judged == 1
    both = CLAIMED.replace("{claim: {plan: gold}}", "{all_of: [{claim: {plan: gold}}, {role: manager}]}")
    assert told(past.replayed(both)) == [("closed", "sent to orders", "403 role-missing", 1)]


async def test_a_header_that_chooses_the_route_has_to_be_in_the_log() -> None:
    chosen = RECORDING + "  beta: {match: {path: /orders, headers: {x-stage: beta}}, to: orders, require: public}\n"
    first = chosen.replace('match: "GET,HEAD /orders"', 'match: "/orders"')
    past = Past()
    await past.call("GET", b"/orders", token="viewer", headers=[(b"x-stage", b"beta")])
    assert whys(past.replayed(first)) == ["needs what the log does not have: header x-stage"]
    knowing = Past(first)
    for stage in (b"beta", b"alpha"):
        await knowing.call("GET", b"/orders", token="viewer", headers=[(b"x-stage", stage)])
    found = knowing.replayed(first)
    assert (found.judged, found.flips) == (2, {})


async def test_a_parameter_of_the_query_that_chooses_the_route_has_to_be_in_the_log() -> None:
    chosen = RECORDING + '  kind: {match: {path: /open/a, query: {kind: "a b"}}, to: orders, require: public}\n'
    past = Past()
    await past.call("GET", b"/open/a?kind=a%20b")
    assert whys(past.replayed(chosen)) == ["needs what the log does not have: ?kind"]
    knowing = Past(chosen)
    await knowing.call("GET", b"/open/a?kind=a%20b")
    assert knowing.fields[0]["route"] == "kind"  # type: ignore[index]
    assert knowing.replayed(chosen).flips == {}


async def test_step_up_asks_for_claims_of_those_that_are_let_in() -> None:
    stepped = CONFIG.replace('require: {subject: "{who}"}', 'require: {subject: "{who}"}, step_up: {acr: [gold]}')
    past = Past()
    await past.call("GET", b"/orders/viewer", token="viewer")
    await past.call("GET", b"/orders/other", token="viewer")
    found = past.replayed(stepped)
    assert whys(found) == ["needs what the log does not have: claim acr"]
    assert (found.judged, found.flips) == (1, {})


async def test_a_fence_is_judged_by_what_is_known() -> None:
    fenced = CONFIG.replace("require: public", "require: public, deny: {header: {x-bad: {present: true}}}")
    past = Past()
    await past.call("GET", b"/open/a")
    assert whys(past.replayed(fenced)) == ["needs what the log does not have: header x-bad"]
    client = CONFIG.replace("require: public", "require: public, deny: {client: [9.9.9.0/24]}")
    assert told(past.replayed(client)) == [("closed", "sent to orders", "403 excluded", 1)]


async def test_lines_of_others_and_of_the_gateways_own_pages_are_counted_apart() -> None:
    past = Past()
    await past.call("GET", b"/orders", token="viewer")
    line = past.fields[0]
    assert line is not None
    own = {name: value for name, value in line.items() if name not in ("route", "upstream")}
    lines = [None, {}, {"event": "access-log-dropped"}, {**line, "status": "?"}, {**line, "roles": "viewer"}, own, line]
    found = replay(ListedLog(lines).lines(), decider(plan_of(CONFIG)))
    assert (found.lines, found.foreign, found.own, found.judged) == (7, 5, 1, 1)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reason": "caller-left", "status": 0}, "the caller left before it was decided (caller-left)"),
        ({"reason": "keys-unavailable", "status": 503}, "no decision of the configuration (keys-unavailable)"),
        ({"reason": "upgrade-refused", "status": 403}, "no decision of the configuration (upgrade-refused)"),
        ({"reason": "of-the-future", "status": 403}, "no decision of the configuration (of-the-future)"),
        ({"shortened": True}, "the line was cut when it was written"),
        ({"route": None, "reason": "path-unsafe"}, "refused before a route was looked for (path-unsafe)"),
        ({"route": None, "method": "OPTIONS", "status": 204}, "a preflight, whose headers are in no log"),
    ],
    ids=str,
)
async def test_what_ended_a_call_otherwise_is_not_compared(changed: dict[str, object], why: str) -> None:
    past = Past()
    await past.call("GET", b"/orders", token="viewer")
    line = {**(past.fields[0] or {}), "upstream": None, **changed}
    found = replay(ListedLog([line]).lines(), decider(plan_of(CONFIG)))
    assert whys(found) == [why]


async def test_a_call_that_failed_upstream_was_let_in() -> None:
    past = Past()
    await past.call("GET", b"/orders", token="viewer")
    for changed in (
        {"reason": "circuit-open", "status": 503},
        {"reason": "body-too-large", "status": 413, "upstream": None},
    ):
        line = {**(past.fields[0] or {}), **changed}
        found = replay(ListedLog([line]).lines(), decider(plan_of(CONFIG)))
        assert (found.judged, found.flips) == (1, {})


async def test_a_caller_without_a_host_is_one_again() -> None:
    past = Past()
    await past.call("GET", b"/open/a")
    line = {**(past.fields[0] or {}), "host": ""}
    assert replay(ListedLog([line]).lines(), decider(plan_of(CONFIG))).judged == 1
