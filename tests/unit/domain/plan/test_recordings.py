"""What the access log keeps for a replay is what the routes of the file decide by, and never a credential."""

from domain.permissions.recording import Recording
from tests.unit.application.house import CONFIG, plan_of

LOGGED = CONFIG.replace("server:\n", "server:\n  log: {replay: true}\n")
ROUTES = """
  by-header: {match: {path: /a, headers: {X-Version: "2", cookie: "a=b"}}, to: orders, require: public}
  by-query: {match: {path: /b, query: {kind: order}}, to: orders, require: {claim: {plan: gold}}}
  fresh: {match: /c, to: orders, require: authenticated, step_up: {max_age: 5m}}
"""


def test_nothing_is_kept_where_nobody_asks_for_it() -> None:
    assert plan_of(CONFIG).recording is None


def test_the_routes_say_what_is_kept() -> None:
    kept = Recording(frozenset((b"x-version",)), frozenset(("kind",)), frozenset(("plan", "auth_time")))
    assert plan_of(LOGGED + ROUTES).recording == kept


def test_a_public_route_with_a_fence_says_what_the_fence_reads() -> None:
    text = LOGGED + "  fenced: {match: /d, to: orders, require: public, deny: {header: {x-bad: {present: true}}}}\n"
    found = plan_of(text).recording
    assert found is not None
    assert found.headers == {b"x-bad"}
