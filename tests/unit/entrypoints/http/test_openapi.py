from dataclasses import replace
from typing import Any

from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from application.asker import stated
from application.description.document import describe
from domain.identity.principal import Principal
from domain.message.reason import TOKEN_SIGNATURE
from domain.message.refusal import Refusal
from domain.plan.portal import Portal
from domain.spec.comparison import Equals, Literal
from domain.spec.place import Text
from domain.spec.portal import CALLER
from domain.spec.requirement import Claim
from entrypoints.http.app import build_app
from entrypoints.http.descriptions import KEPT, Descriptions
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.offering import answering, api, offering, ref, spec
from tests.unit.application.description.tables import AT, plan, route, shop


def client(state: FakeGatewayState) -> TestClient:
    return TestClient(build_app(state))


def test_the_document_is_valid_and_has_the_routes_and_the_gateways_own_paths() -> None:
    document = client(FakeGatewayState(shop())).get("/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    assert {"/orders", "/users/{user_id}", "/health", "/ready"} <= set(document["paths"])
    assert document["tags"][-1]["name"] == "gateway"


def test_without_a_plan_only_the_gateways_own_paths_are_there() -> None:
    document = client(FakeGatewayState()).get("/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    assert list(document["paths"]) == ["/health", "/ready", "/docs/problems", "/docs/problems/{reason}"]


def test_the_gateways_own_schemas_take_no_name_from_the_routes() -> None:
    own = set(build_app(FakeGatewayState()).openapi()["components"]["schemas"])
    components = describe(shop())["components"]
    assert isinstance(components, dict)
    assert own.isdisjoint(components["schemas"])


def test_a_reload_is_seen_at_once() -> None:
    state = FakeGatewayState(shop())
    asking = client(state)
    before = asking.get("/openapi.json")
    state.reload(plan(route("new", "GET /new")))
    after = asking.get("/openapi.json", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "/new" in after.json()["paths"]


def test_who_has_the_document_already_is_told_so() -> None:
    asking = client(FakeGatewayState(shop()))
    first = asking.get("/openapi.json")
    again = asking.get("/openapi.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def seen_by(name: str, state: FakeGatewayState) -> Any:
    return client(state).get("/openapi.json", headers={"authorization": name} if name else {})


def callers() -> FakeGatewayState:
    known = replace(shop(), portal=Portal(view=CALLER))
    state = FakeGatewayState(known)
    state.askers = {
        name: stated(known, Principal(name, frozenset((name,)), credential="shop")) for name in ("viewer", "admin")
    }
    state.askers["forged"] = Refusal(TOKEN_SIGNATURE, headers=((b"www-authenticate", b"Bearer"),))
    return state


def test_each_caller_sees_what_they_may_call() -> None:
    state = callers()
    paths = {name: set(seen_by(name, state).json()["paths"]) for name in ("", "viewer", "admin")}
    assert paths[""] < paths["viewer"]
    assert "/orders" in paths["viewer"] - paths[""]


def test_no_cache_keeps_for_one_what_another_may_not_see() -> None:
    headers = seen_by("viewer", callers()).headers
    assert (headers["cache-control"], headers["vary"]) == ("private, no-cache", "authorization")
    assert "vary" not in seen_by("", FakeGatewayState(shop())).headers


def test_a_bad_credential_is_refused_where_it_counts_and_nowhere_else() -> None:
    state = callers()
    refused = seen_by("forged", state)
    assert (refused.status_code, refused.json()["reason"]) == (401, "token-signature")
    assert refused.headers["www-authenticate"] == "Bearer"
    state.reload(shop())
    assert seen_by("forged", state).status_code == 200


def test_few_sets_of_rights_are_kept() -> None:
    claims = [(f"r{n}", Claim(Text("n", AT), Equals(Literal(AT, n)))) for n in range(KEPT + 2)]
    known = replace(plan(*(route(n, f"GET /{n}", one) for n, one in claims)), portal=Portal(view=CALLER))
    kept = Descriptions(lambda: {"info": {"title": "", "version": ""}, "paths": {}, "components": {"schemas": {}}}, str)
    first = kept.of(known, stated(known, Principal("a", claims={"n": 0})))
    assert kept.of(known, stated(known, Principal("b", claims={"n": 0}))) is first
    for number in range(1, KEPT + 1):
        kept.of(known, stated(known, Principal("c", claims={"n": number})))
    assert kept.of(known, stated(known, Principal("a", claims={"n": 0}))) is not first


def test_a_schema_of_an_upstream_takes_no_name_of_ours() -> None:
    source = api("orders", {"/": {"get": answering(ref("Ready"))}}, Ready={"type": "string"})
    found = (
        client(FakeGatewayState(offering([route("a", "GET /a")], {"a": spec(source, "/")}))).get("/openapi.json").json()
    )
    OpenAPIV31SpecValidator(found).validate()
    assert found["components"]["schemas"]["orders.Ready"] == {"type": "string"}
    assert found["components"]["schemas"]["Ready"]["type"] == "object"
