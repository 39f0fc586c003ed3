"""What is declared and used by nothing."""

from domain.analysis.unused import unused
from tests.unit.domain.analysis.written import plan_of, routes, spec_of, told

UPSTREAMS = """upstreams:
  orders: {targets: [{url: "http://o:1"}]}
  users: {targets: [{url: "http://u:1"}]}
  old: {targets: [{url: "http://x:1"}]}
"""


def found(*parts: str) -> list[tuple[str, str]]:
    written = "".join(parts)
    return told(unused(spec_of(written), plan_of(written)))


def test_an_upstream_is_used_by_being_led_to_or_mirrored_also_with_no_weight() -> None:
    ways = "to: [{upstream: orders}, {upstream: old, weight: 0}], mirror: [{upstream: users}]"
    line = f"r: {{match: GET /r, {ways}, require: authenticated}}"
    assert found(UPSTREAMS, routes(line)) == []
    answers = "a: {match: GET /r, respond: {text: a}, require: authenticated}"
    lone = "r: {match: GET /q, to: orders, require: authenticated}"
    assert found(UPSTREAMS, routes(answers, lone)) == [("upstream-unused", "users"), ("upstream-unused", "old")]


ISSUER = '{issuer: "https://%s.example", audience: [a], keys: discover, algorithms: [RS256]}'
IDENTITY = f"identity: {{issuers: {{a: {ISSUER % 'a'}, b: {ISSUER % 'b'}}}, cookies: {{c: {{name: s, issuer: b}}}}}}\n"
ONE = 'upstreams: {orders: {targets: [{url: "http://o:1"}]}}\n'


def test_a_credential_is_used_where_a_route_accepts_it_and_an_issuer_by_its_cookies() -> None:
    line = "r: {match: GET /r, to: orders, require: authenticated, credentials: [%s]}"
    assert found(IDENTITY, ONE, routes(line % "a, c")) == []
    assert found(IDENTITY, ONE, routes(line % "a")) == [("credential-unused", "b"), ("credential-unused", "c")]
    public = "r: {match: GET /r, to: orders, require: public}"
    assert found(ONE, routes(public)) == [("credential-unused", "main")]


POLICIES = """permissions:
  roles: {viewer: {}}
  policies:
    one: {role: viewer}
    two: {any_of: [{policy: one}, {not: {policy: three}}]}
    three: {client: 10.0.0.0/8}
    four: {role: viewer}
"""


def test_a_policy_is_used_by_routes_defaults_levels_and_other_policies() -> None:
    line = "r: {match: GET /r, to: orders, require: {all_of: [{policy: two}]}, deny: {policy: four}}"
    assert found(ONE, POLICIES, routes(line)) == []
    level = "r: {match: GET /r, to: orders, access: {GET: {policy: two}}}"
    assert found(ONE, POLICIES, routes(level)) == [("policy-unused", "four")]
