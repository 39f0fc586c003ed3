"""Explanations: each stage says what it saw, and points at the line that caused it."""

import pytest

from application.decisions.question import Stating, asked
from application.explanation.explaining import explained
from domain.message.reason import TOKEN_REVOKED
from domain.message.refusal import Refusal
from domain.spec.place import Place
from entrypoints.offline import decider
from tests.fakes.signer import Signer
from tests.unit.application.explanation.explained_shop import (
    CONFIG,
    MANAGER,
    NOW,
    VIEWER,
    explanation,
    line_of,
    words,
)
from tests.unit.application.house import plan_of

OTHER = """    other:
      issuer: https://other.example
      audience: [shop]
      keys: {secret: "another secret, of thirty-two bytes too"}
      algorithms: [HS256]
"""
CLAIMS = {"iss": "https://idp.example", "aud": "shop", "exp": NOW + 60, "sub": "ada", "roles": ["viewer"]}
UPGRADE = {"connection": "upgrade", "upgrade": "websocket", "sec-websocket-version": "13"}
KEY = {"sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ=="}


def line(at: object) -> int:
    assert isinstance(at, Place)
    return at.line


def test_the_route_that_won_is_told_with_those_that_lost_and_why() -> None:
    routing = explanation("GET", "/orders/7", who=VIEWER).routing
    assert routing is not None
    assert [(one.route, one.won, one.rule) for one in routing.candidates] == [
        ("one-order", True, None),
        ("any-order", False, "method"),
    ]
    assert routing.why == "of 2 routes that take the request it comes first: it names its methods"
    assert line(routing.at) == line_of("one-order:")


def test_a_404_names_what_nearly_fits() -> None:
    found = explanation("GET", "/order/7")
    assert found.routing is not None
    assert (found.decision.stage, found.decision.status, found.routing.route) == ("route", 404, None)
    assert [(one.route, one.differs[0].trait) for one in found.routing.closest[:1]] == [("one-order", "segment")]
    assert "closest: one-order" in words(found)


def test_a_405_names_the_route_that_differs_in_method_alone() -> None:
    found = explanation("DELETE", "/orders")
    assert found.routing is not None
    assert found.decision.reason == "method-not-allowed"
    assert [one.trait for one in found.routing.closest[0].differs] == ["method"]


@pytest.mark.parametrize(
    ("url", "unsafe"),
    [("/a/../b", "a dot segment"), ("/a b", "a target has a fragment, or a byte that is none of visible ASCII")],
)
def test_an_unsafe_path_is_told_with_what_is_unsafe_in_it(url: str, unsafe: str) -> None:
    found = explanation("GET", url)
    assert (found.request.path, found.request.unsafe, found.routing) == (None, unsafe, None)
    assert found.answer is not None
    assert '"status":400' in found.answer.body


def test_a_path_is_told_as_written_and_as_matched() -> None:
    asked = explanation("GET", "/%6frders/7").request
    assert (asked.target, asked.path) == ("/%6frders/7", "/orders/7")


def test_roles_are_told_with_what_they_inherit_and_where_they_are_written() -> None:
    caller = explanation("GET", "/orders", who=MANAGER).caller
    assert caller is not None
    assert caller.who is not None
    [role] = caller.who.roles
    assert (role.counts_as, role.grants) == (("viewer",), ("orders:read", "orders:write"))
    assert line(role.at) == line_of("manager: {inherits")


def test_every_check_of_stated_claims_is_told_with_its_outcome() -> None:
    caller = explanation("GET", "/orders", who=Stating({**CLAIMS, "aud": "other", "exp": NOW - 1}, "main")).caller
    assert caller is not None
    assert (caller.reason, caller.chosen) == ("token-audience", "main")
    assert {check.claim: check.reason for check in caller.checks if not check.holds} == {
        "aud": "token-audience",
        "exp": "token-expired",
    }
    assert next(check.stated for check in caller.checks if check.claim == "exp") == "2027-01-15T07:59:59Z"


def test_a_caller_who_presents_nothing_is_told_what_the_route_accepts() -> None:
    found = explanation("GET", "/orders")
    assert found.caller is not None
    assert found.caller.how == "none of what the route accepts is presented: a bearer token, the header x-partner"
    assert (found.decision.stage, found.caller.chosen) == ("credential", None)


def test_the_first_credential_that_is_presented_is_the_one_that_counts() -> None:
    found = explanation("GET", "/orders", {"authorization": "Bearer a.b.c", "x-partner": "limen_abcd_x"})
    assert found.caller is not None
    assert (found.caller.chosen, [one.presented for one in found.caller.accepted]) == ("main", [True, True])
    assert line(found.decision.at) == line_of("main:")


def test_a_refusal_that_is_known_already_is_told_as_it_is() -> None:
    found = explanation("GET", "/orders", who=Refusal(TOKEN_REVOKED, "jti 7"))
    assert (found.decision.reason, found.decision.why, found.decision.stage) == ("token-revoked", "jti 7", "credential")


def test_the_part_of_a_policy_that_decided_is_marked_and_its_line_is_the_cause() -> None:
    found = explanation("PUT", "/orders/7", who=VIEWER)
    assert found.policy is not None
    deny, policy = found.policy.parts
    assert (deny.kind, deny.outcome, policy.called, policy.outcome) == ("deny", "denies", "staff", "undecided")
    assert (policy.parts[0].outcome, policy.parts[0].why) == ("denies", "role manager is missing")
    assert line(policy.at) == line_of("staff:")


def test_a_deny_rule_that_holds_is_the_one_that_decides() -> None:
    found = explanation("PUT", "/orders/7", who=MANAGER, peer="192.0.2.7")
    assert found.policy is not None
    assert found.policy.parts[0].deciding
    assert (found.decision.reason, line(found.decision.at)) == ("excluded", line_of("any-order:"))


def test_a_sign_in_that_is_too_old_is_told_at_its_line() -> None:
    found = explanation("GET", "/gold", who=VIEWER)
    assert found.sign_in is not None
    assert (found.sign_in.holds, found.decision.stage) == (False, "sign-in")
    assert line(found.decision.at) == line_of("gold:")


def test_each_timeout_is_told_with_who_says_it() -> None:
    sending = explanation("GET", "/orders/7", who=VIEWER).sending
    assert sending is not None
    timeouts = {one.name: (one.seconds, one.source) for one in sending.ways[0].timeouts}
    assert timeouts == {"connect": (1.0, "upstream"), "idle": (30.0, "default"), "total": (2.0, "route")}
    assert [line(one.at) for one in sending.ways[0].timeouts if one.at] == [
        line_of("timeout: {connect: 1s}"),
        line_of("one-order:"),
    ]


def test_what_is_sent_says_whose_word_it_is_and_what_was_dropped_and_why() -> None:
    headers = {
        "authorization": "Bearer x",
        "x-user": "mallory",
        "x-forwarded-for": "1.1.1.1",
        "te": "gzip",
        "accept": "*/*",
    }
    sending = explanation("GET", "/orders", headers, who=VIEWER).sending
    assert sending is not None
    way = sending.ways[0]
    assert {field.name: field.by for field in way.headers if field.name in ("accept", "x-user", "via")} == {
        "accept": "caller",
        "x-user": "identity",
        "via": "gateway",
    }
    dropped = {one.name: one.why for one in way.dropped}
    assert dropped["x-user"] == "the gateway alone says who calls"
    assert dropped["authorization"].startswith("the credential is the gateway's alone")
    assert dropped["x-forwarded-for"] == "nobody but a trusted proxy is believed"
    assert dropped["te"].startswith("it ends at each hop")


def test_targets_breaker_and_shares_are_told() -> None:
    sending = explanation("GET", "/orders", who=VIEWER).sending
    assert sending is not None
    way = sending.ways[0]
    assert [(one.url, one.share) for one in way.targets] == [
        ("http://orders-1:8080", 0.75),
        ("http://orders-2:8080", 0.25),
    ]
    assert way.breaker is not None
    assert (way.breaker.failures, line(way.breaker.at)) == (3, line_of("breaker:"))


def test_edits_splits_mirrors_and_rewrites_are_told_with_their_lines() -> None:
    found = explanation("GET", "http://api.example/edited/a", {"x-debug": "1"})
    assert found.sending is not None
    orders, users = found.sending.ways
    assert (orders.share, users.share, orders.target) == (0.9, 0.1, "/v2/a")
    assert line(orders.rewritten_at) == line_of('rewrite: "/v2')
    edits = {field.name: (field.value, line(field.at)) for field in orders.headers if field.by == "edit"}
    assert edits == {"x-from": ("limen", line_of("request: {set")), "x-secret-word": ("***", line_of("request: {set"))}
    assert [(one.why, line(one.at)) for one in orders.dropped if one.name == "x-debug"] == [
        ("edit", line_of("request: {set"))
    ]
    assert [(one.name, one.value) for one in orders.response.added] == [("cache-control", "no-store")]
    assert [(one.upstream, one.share) for one in found.sending.mirrors] == [("users", 0.1)]


def test_a_handshake_is_explained_as_one() -> None:
    taken = explanation("GET", "/chat", {**UPGRADE, **KEY})
    assert taken.sending is not None
    assert taken.sending.websocket is not None
    assert (taken.request.websocket, taken.sending.websocket.idle) == (True, 5.0)
    assert explanation("GET", "/chat", UPGRADE).decision.reason == "upgrade-invalid"
    assert explanation("GET", "http://api.example/edited/a", {**UPGRADE, **KEY}).decision.stage == "upgrade"


def test_a_body_that_is_too_large_is_told_at_the_limits_line() -> None:
    found = explanation("GET", "/orders", {"content-length": "11"}, who=VIEWER)
    assert (found.decision.stage, line(found.decision.at)) == ("body", line_of("body_limit"))


def test_answers_of_the_gateways_own_say_what_kind_they_are() -> None:
    kinds = {
        url: found.answer.kind
        for url, found in {
            "/old": explanation("GET", "/old"),
            "/hello": explanation("GET", "/hello", who=MANAGER),
            "not for viewers": explanation("GET", "/hello", who=VIEWER),
            "nowhere": explanation("GET", "/nowhere"),
        }.items()
        if found.answer is not None
    }
    assert kinds == {"/old": "redirect", "/hello": "fixed", "not for viewers": "override", "nowhere": "problem"}


def test_a_preflight_is_explained_by_the_cors_of_the_announced_route() -> None:
    found = explanation(
        "OPTIONS", "/orders", {"origin": "https://shop.example", "access-control-request-method": "GET"}
    )
    assert found.cors is not None
    assert (found.decision.outcome, found.cors.granted, found.cors.source) == ("preflight", True, "server")
    assert line(found.cors.at) == line_of("cors:")


def test_a_secret_of_the_caller_is_nowhere() -> None:
    secret = "limen_abcd_" + "a" * 32
    found = explanation("GET", "/orders", {"authorization": "Bearer s3cr3t", "cookie": "a=s3cr3t", "x-partner": secret})
    assert "s3cr3t" not in repr(found)
    assert secret not in repr(found)


def test_the_gateways_own_pages_are_told_as_such() -> None:
    found = explanation("GET", "/health")
    assert (found.decision.outcome, found.decision.stage, found.routing) == ("own", "own", None)


def test_of_several_issuers_the_one_that_a_token_names_is_the_one_that_counts() -> None:
    two = CONFIG.replace("  api_keys:", OTHER + "  api_keys:").replace("[main, partners]", "[main, other]")
    plan = plan_of(two)
    token = Signer("HS256", b"another secret, of thirty-two bytes too", None).token({"iss": "https://other.example"})
    question = asked("GET", "/orders", {"authorization": f"Bearer {token}"}, moment=NOW)
    found = explained(plan, question, decider(plan).decide(question))
    assert found.caller is not None
    assert (found.caller.chosen, found.caller.how) == ("other", "a bearer token is presented, and names other")
