from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from application.description.document import describe
from entrypoints.http.app import build_app
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.tables import plan, route, shop


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
