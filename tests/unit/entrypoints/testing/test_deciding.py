"""`decide`, as a team's own tests use it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from entrypoints import testing
from entrypoints.testing import decide, load
from entrypoints.testing.configuration import Faulty

SHOP = Path(__file__).resolve().parents[4] / "docs/examples/shop/gateway.yaml"


def test_a_decision_says_who_may_what_and_where_it_goes() -> None:
    decision = decide(SHOP, "GET /orders/1", roles=["viewer"], headers={"X-Trace": "a"})
    assert decision.allowed
    assert (decision.route, decision.upstream, decision.path) == ("orders.read", "orders", "/orders/1")
    assert (decision.status, decision.reason, decision.why) == (None, None, "")
    assert decision.headers["x-trace"] == "a"
    assert (decision.subject, decision.roles) == ("somebody", frozenset(("viewer",)))
    assert decision.policy == "permission orders:read"
    assert repr(decision) == "<allowed: GET /orders/1 by orders.read>"


def test_a_refusal_says_why_and_explains_itself() -> None:
    decision = decide(load(SHOP), "POST /orders", role="viewer")
    assert not decision.allowed
    assert (decision.status, decision.reason, decision.why) == (
        403,
        "permission-missing",
        "permission orders:write is missing",
    )
    assert decision.headers["content-type"] == "application/problem+json"
    assert (
        repr(decision) == "<403 permission-missing: POST /orders by orders.create: permission orders:write is missing>"
    )
    assert "✗ permission orders:write" in str(decision)


def test_nobody_is_who_asks_where_nobody_is_named() -> None:
    decision = decide(SHOP, "GET /orders")
    assert (decision.status, decision.subject, decision.roles, decision.policy) == (401, None, frozenset(), None)
    nowhere = decide(SHOP, "GET /nowhere", role="admin")
    assert (nowhere.status, nowhere.route, nowhere.upstream, nowhere.path) == (404, None, None, None)


def test_a_token_is_judged_at_its_time() -> None:
    claims = {"sub": "carol", "roles": ["admin"], "exp": 1_800_000_000}
    assert decide(SHOP, "GET /orders", token=claims, at=datetime(2026, 1, 1, tzinfo=UTC)).allowed
    assert decide(SHOP, "GET /orders", token=claims, at=datetime(2030, 1, 1, tzinfo=UTC)).reason == "token-expired"
    with pytest.raises(ValueError, match="no zone"):
        decide(SHOP, "GET /orders", at=datetime(2026, 1, 1, tzinfo=None))  # noqa: DTZ001  that is the mistake


def test_a_decision_is_no_truth_value() -> None:
    with pytest.raises(TypeError, match=r"assert decision\.allowed"):
        assert decide(SHOP, "GET /orders")


def test_a_misspelt_role_is_no_caller() -> None:
    with pytest.raises(Faulty, match=r"did you mean `viewer`"):
        decide(SHOP, "GET /orders", role="veiwer")


def test_a_configuration_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    file.write_text("version: 1\nroutes: {one: {match: GET /, respond: {text: a}, require: public}}\n")
    before = load(file)
    assert load(file) is before
    assert decide(file, "GET /").allowed
    file.write_text("version: 1\nroutes: {one: {match: GET /b, respond: {text: abc}, require: public}}\n")
    assert not decide(file, "GET /").allowed
    file.write_text("version: 0\n")
    with pytest.raises(Faulty, match="version-"):
        load(file)


def test_what_is_offered_is_there() -> None:
    assert [name for name in testing.__all__ if not hasattr(testing, name)] == []
    with pytest.raises(AttributeError):
        testing.nonsense  # noqa: B018


def test_a_body_is_held_against_the_contract(tmp_path: Path) -> None:
    config = tmp_path / "gateway.yaml"
    config.write_text("""version: 1
upstreams: {notes: {targets: [{url: "http://127.0.0.1:9000"}]}}
defaults: {require: public}
routes:
  place: {match: "POST /notes", to: notes, contract: {body: {required: [title]}}}
""")
    assert decide(config, "POST /notes").allowed
    assert decide(config, "POST /notes", json={"title": "a"}).allowed
    assert decide(config, "POST /notes", json={}).reason == "body-invalid"
    assert decide(config, "POST /notes", body=b"title=a").reason == "media-type-unsupported"
