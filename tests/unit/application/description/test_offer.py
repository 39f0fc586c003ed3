"""An upstream's operation under its public path: its words and examples, and in the gateway's what the gateway says."""

from dataclasses import replace
from typing import Any

from domain.contract.contract import BodyTerms, Mode
from domain.message.deprecation import Deprecation
from domain.spec.place import Text
from domain.spec.route import EditsSpec, RewriteSpec, RouteSpec
from tests.unit.application.description.offering import (
    Read,
    answering,
    api,
    document,
    made,
    offering,
    schemas,
    spec,
    valid,
)
from tests.unit.application.description.tables import AT, AUTHENTICATED, role, route, text

ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer"},
    "description": "Its number.",
    "example": 7,
}


def offered(written: RouteSpec, operation: Read, path: str = "/orders", **terms: Any) -> Read:
    """The one operation of the one route."""
    source = api("orders", {path: {"get": operation}})
    item = next(iter(valid(offering([written], {written.name.text: spec(source, path)}, **terms))["paths"].values()))
    return next(one for method, one in item.items() if method not in ("parameters", "description"))


def parameters(operation: Read) -> dict[str, Read]:
    return {one["name"]: one for one in operation.get("parameters", [])}


def rewritten(match: str, path: str) -> RouteSpec:
    return replace(route("one", match), rewrite=RewriteSpec(path=text(path)))


def test_its_words_are_kept_and_the_gateways_stand_beside_them() -> None:
    told = answering(
        {"type": "string"},
        summary="List orders",
        description="A page of them.",
        tags=["sales"],
        externalDocs={"url": "https://docs.example"},
        deprecated=True,
        operationId="listOrders",
        security=[{"key": []}],
        servers=[{"url": "http://orders:8080"}],
    )
    found = offered(route("list", "GET /orders", role("admin"), description="Ours."), told)
    assert (found["summary"], found["tags"], found["deprecated"]) == ("List orders", ["sales"], True)
    assert found["description"].startswith("Ours.\n\nA page of them.\n\nWho may call: `role admin`")
    assert (found["operationId"], found["externalDocs"]) == ("listOrders", {"url": "https://docs.example"})
    assert (found["security"], "servers" in found) == ([{"shop": []}], False)


def test_extensions_that_tell_of_the_upstream_are_not_told_to_callers() -> None:
    told = answering({}) | {
        "x-integration": {"uri": "http://10.0.0.1"},
        "x-codeSamples": [{"lang": "sh", "source": "a"}],
    }
    found = offered(route("list", "GET /orders"), told)
    assert "x-integration" not in found
    assert found["x-codeSamples"] == [{"lang": "sh", "source": "a"}]


def test_examples_are_kept() -> None:
    media = {"schema": {"type": "object"}, "examples": {"one": {"value": {"id": 1}}}}
    body = {"required": True, "description": "An order.", "content": {"application/json": media}}
    found = offered(route("new", "POST /orders"), answering({}, requestBody=body))
    assert found["requestBody"] == body


def test_a_parameter_of_the_path_has_its_public_name_by_its_place() -> None:
    found = offered(
        rewritten("GET /orders/{order_id}", "/v2/orders/{order_id}"), answering({}, parameters=[ID]), "/v2/orders/{id}"
    )
    assert parameters(found) == {"order_id": {**ID, "name": "order_id"}}


def test_parameters_that_change_places_keep_their_meaning() -> None:
    both = [ID, {**ID, "name": "tenant", "schema": {"type": "string"}, "example": "acme"}]
    written = rewritten("GET /{shop}/orders/{order}", "/orders/{order}/of/{shop}")
    found = parameters(offered(written, answering({}, parameters=both), "/orders/{id}/of/{tenant}"))
    assert {name: one["schema"]["type"] for name, one in found.items()} == {"shop": "string", "order": "integer"}


def test_a_parameter_that_the_rewrite_fills_is_none_any_more() -> None:
    found = offered(rewritten("GET /mine", "/orders/7"), answering({}, parameters=[ID]), "/orders/{id}")
    assert "parameters" not in found


def test_a_prefix_that_the_rewrite_takes_off_moves_the_places() -> None:
    written = replace(route("one", "GET /api/{version}/orders/{order}"), rewrite=None)
    moved = replace(written, rewrite=RewriteSpec(path=text("/orders/{order}")))
    assert list(parameters(offered(moved, answering({}, parameters=[ID]), "/orders/{id}"))) == ["order"]
    stripped = replace(route("all", "GET /api/orders/{order}/{rest*}"), rewrite=RewriteSpec(strip=text("/api")))
    both = [ID, {**ID, "name": "below"}]
    assert list(parameters(offered(stripped, answering({}, parameters=both), "/orders/{id}/{below}"))) == ["order"]


def test_an_address_of_the_server_that_has_a_path_moves_them_too() -> None:
    written = rewritten("GET /orders/{order}", "/shop/v2/orders/{order}")
    assert list(parameters(offered(written, answering({}, parameters=[ID]), "/orders/{id}"))) == ["order"]


def test_an_operation_that_was_made_names_parameters_as_the_route_does() -> None:
    found = valid(offering([route("one", "GET /orders/{id}")], {"one": made(api("x"), answering({}, parameters=[ID]))}))
    assert found["paths"]["/orders/{id}"]["get"]["parameters"] == [ID]


def test_two_methods_of_one_path_share_the_names_of_the_first() -> None:
    source = api("orders", {"/a/{x}": {"get": answering({}, parameters=[{**ID, "name": "x"}])}})
    other = api("users", {"/b/{y}": {"delete": answering({}, parameters=[{**ID, "name": "y"}])}})
    routes = [route("a", "GET /a/{first}"), route("b", "DELETE /a/{second}", to="users")]
    bound = {"a": spec(source, "/a/{x}"), "b": spec(other, "/b/{y}", "delete")}
    (item,) = valid(offering(routes, bound))["paths"].values()
    assert [item[method]["parameters"][0]["name"] for method in ("get", "delete")] == ["first", "first"]


def test_what_the_route_says_itself_is_not_asked_for() -> None:
    asked = [
        {"name": name, "in": "header", "schema": {"type": "string"}}
        for name in ("X-Tenant", "X-Debug", "X-Page", "Accept")
    ]
    edits = EditsSpec(set=((Text("x-tenant", AT), "acme"),), remove=(Text("x-debug", AT),))
    found = offered(replace(route("list", "GET /orders"), request=edits), answering({}, parameters=asked))
    assert list(parameters(found)) == ["X-Page"]


def test_what_chooses_the_route_has_the_value_that_chooses_it() -> None:
    asked = [{"name": "kind", "in": "query", "description": "Of what kind.", "schema": {"type": "string"}}]
    found = offered(route("list", "GET /orders", query=(("kind", "open"),)), answering({}, parameters=asked))
    assert parameters(found)["kind"] == {
        "name": "kind",
        "in": "query",
        "required": True,
        "description": "Of what kind.",
        "schema": {"type": "string", "enum": ["open"]},
        "example": "open",
    }


def test_answers_are_those_of_the_document_and_the_gateways_own() -> None:
    found = offered(route("list", "GET /orders", AUTHENTICATED), answering({"type": "array"}))
    assert sorted(found["responses"]) == [
        "200",
        "400",
        "401",
        "404",
        "406",
        "414",
        "422",
        "431",
        "500",
        "502",
        "503",
        "504",
    ]
    assert found["responses"]["401"] == {"$ref": "#/components/responses/Refusal401"}


def test_where_both_answer_with_one_status_both_are_described() -> None:
    missing = {"description": "No such order.", "content": {"application/json": {"schema": {"type": "string"}}}}
    operation = {"responses": {"200": {"description": "Fine."}, "404": missing}}
    found = offered(route("one", "GET /orders"), operation)["responses"]["404"]
    assert (
        found["description"] == "No such order.\n\nOr the gateway refuses the request, as `application/problem+json`."
    )
    assert {media: one["schema"] for media, one in found["content"].items()} == {
        "application/json": {"type": "string"},
        "application/problem+json": {"$ref": "#/components/schemas/Problem"},
    }


def test_a_problem_of_the_upstream_is_one_of_two_kinds_of_problems() -> None:
    theirs = {
        "description": "",
        "content": {"application/problem+json": {"schema": {"type": "object", "required": ["code"]}}},
    }
    found = offered(route("one", "GET /orders"), {"responses": {"404": theirs}})["responses"]["404"]
    assert found["content"]["application/problem+json"]["schema"] == {
        "anyOf": [{"type": "object", "required": ["code"]}, {"$ref": "#/components/schemas/Problem"}]
    }


def test_a_refusal_does_not_hide_what_a_range_or_the_default_says() -> None:
    texts: Read = {"text/plain": {}}
    plain, other = ({"description": one, "content": texts} for one in ("Yours.", "Else."))
    found = offered(route("one", "GET /orders"), {"responses": {"4XX": plain, "default": other}})["responses"]
    assert found["404"]["description"].startswith("Yours.")
    assert found["503"]["description"].startswith("Else.")
    assert set(found["503"]["content"]) == {"text/plain", "application/problem+json"}
    assert list(found)[-1] == "default"


def test_what_breaks_a_contract_is_refused_where_the_contract_is_enforced() -> None:
    enforced = offered(route("new", "POST /orders"), answering({}), body=BodyTerms({"application/json": None}))
    reported = offered(route("new", "POST /orders"), answering({}), requests=Mode.REPORT)
    assert "413" in enforced["responses"]
    assert {"406", "415", "422"}.isdisjoint(reported["responses"])


def test_an_answer_to_head_has_no_body() -> None:
    source = api("orders", {"/orders": {"get": answering({"type": "string"})}})
    (item,) = valid(offering([route("list", "GET,HEAD /orders")], {"list": spec(source, "/orders")}))["paths"].values()
    assert "content" in item["get"]["responses"]["200"]
    assert "content" not in item["head"]["responses"]["200"]


def test_ids_that_two_upstreams_have_are_those_of_the_routes() -> None:
    first, second = (api(name, {"/": {"get": answering({}, operationId="list")}}) for name in ("orders", "users"))
    routes = [route("orders", "GET /orders"), route("users", "GET /users", to="users")]
    found = valid(offering(routes, {"orders": spec(first, "/"), "users": spec(second, "/")}))
    assert [item["get"]["operationId"] for item in found["paths"].values()] == ["orders.get", "users.get"]


def test_an_id_of_an_upstream_that_looks_like_one_of_ours_does_not_take_its_place() -> None:
    source = api("orders", {"/": {"get": answering({}, operationId="plain.get")}})
    routes = [route("plain", "GET /plain"), route("bound", "GET /bound")]
    found = valid(offering(routes, {"bound": spec(source, "/")}))
    assert [item["get"]["operationId"] for item in found["paths"].values()] == ["plain.get", "bound.get"]


def test_callbacks_are_kept_without_what_only_the_upstream_means() -> None:
    called = {"{$request.body#/url}": {"post": {"operationId": "told", "security": [{}], **answering({})}}}
    found = offered(route("new", "POST /orders"), answering({}, callbacks={"told": called}))
    assert found["callbacks"]["told"]["{$request.body#/url}"]["post"] == answering({})


def test_routes_that_share_an_operation_are_described_together() -> None:
    first = api("orders", {"/": {"get": answering({"type": "string"}, parameters=[QUERY], summary="Old")}})
    second = api("users", {"/": {"get": answering({"type": "integer"}, summary="New")}})
    routes = [route("old", "GET /a", headers=(("v", "1"),)), route("new", "GET /a", headers=(("v", "2"),))]
    found = valid(offering(routes, {"old": spec(first, "/"), "new": spec(second, "/")}))["paths"]["/a"]["get"]
    media = found["responses"]["200"]["content"]["application/json"]
    assert media["schema"] == {"anyOf": [{"type": "string"}, {"type": "integer"}]}
    assert found["summary"] == "Old / New"
    assert [(one["name"], one.get("required", False)) for one in found["parameters"]] == [("page", False), ("v", True)]


def test_a_route_without_a_contract_beside_one_with_answers_anything() -> None:
    source = api("orders", {"/": {"post": answering({}, requestBody={"content": {"text/csv": {}}, "required": True})}})
    routes = [route("old", "POST /a", headers=(("v", "1"),)), route("new", "POST /a")]
    found = valid(offering(routes, {"old": spec(source, "/", "post")}))["paths"]["/a"]["post"]
    assert list(found["responses"])[-1] == "default"
    assert set(found["responses"]["404"]["content"]) == {"*/*", "application/problem+json"}
    assert next(iter(found["requestBody"]["content"])) == "text/csv"
    assert "required" not in found["requestBody"]


QUERY = {"name": "page", "in": "query", "required": True, "schema": {"type": "integer"}}


def test_tags_are_told_in_the_words_of_their_document() -> None:
    source = api("orders", {"/": {"get": answering({}, tags=["sales", "odd"])}})
    whole = replace_tags(source, [{"name": "sales", "description": "What is sold."}])
    found = valid(offering([route("a", "GET /a"), route("b", "GET /b")], {"a": spec(whole, "/")}))
    assert found["tags"] == [
        {"name": "orders", "description": "Routes to the upstream `orders`."},
        {"name": "sales", "description": "What is sold."},
        {"name": "odd"},
    ]


def replace_tags(source: Any, tags: Any) -> Any:
    return replace(source, value={**source.value, "tags": tags})


LINKS = {
    "again": {
        "operationId": "one",
        "parameters": {"path.id": "$request.path.key", "q": "1"},
        "description": "Read it.",
    },
    "there": {"operationRef": "#/paths/~1rows~1{id}/get", "parameters": {"id": "$response.body#/id"}},
    "gone": {"operationId": "other"},
}


def test_links_lead_to_what_is_offered_here_by_its_public_names_and_others_go() -> None:
    linking = {"responses": {"200": {"description": "Fine.", "links": LINKS}}}
    paths = {"/rows/{id}": {"get": answering({}, operationId="one", parameters=[ID])}, "/keys/{key}": {"get": linking}}
    linking["parameters"] = [{**ID, "name": "key"}]  # type: ignore[assignment]
    source = api("orders", paths)
    routes = [route("row", "GET /r/{row}"), route("key", "GET /k/{k}")]
    rewrites = ("/rows/{row}", "/keys/{k}")
    moved = [replace(one, rewrite=RewriteSpec(path=text(path))) for one, path in zip(routes, rewrites, strict=True)]
    found = valid(offering(moved, {"row": spec(source, "/rows/{id}"), "key": spec(source, "/keys/{key}")}))
    assert found["paths"]["/k/{k}"]["get"]["responses"]["200"]["links"] == {
        "again": {
            "operationId": "one",
            "parameters": {"path.row": "$request.path.k", "q": "1"},
            "description": "Read it.",
        },
        "there": {"operationId": "one", "parameters": {"row": "$response.body#/id"}},
    }


def both(own: Read, theirs: Read) -> Read:
    """A route with a contract of its own beside the operation that it is bound to."""
    source = api("orders", {"/orders/{id}": {"get": theirs}}, Row={"type": "integer"})
    file = document("file:///row.schema.json", {"$defs": {"Row": {"type": "string"}}})
    plan = offering([rewritten("GET /o/{order_id}", "/orders/{order_id}")], {"one": spec(source, "/orders/{id}")})
    (bound,) = plan.routes
    assert bound.contract is not None
    contract = replace(bound.contract, own=made(file, own))
    return valid(replace(plan, routes=(replace(bound, contract=contract),)))


def test_what_the_route_says_goes_before_what_its_operation_says() -> None:
    theirs = answering({"$ref": "#/components/schemas/Row"}, parameters=[ID, QUERY], summary="Theirs", tags=["rows"])
    own = {
        "summary": "Ours",
        "parameters": [{**QUERY, "schema": {"const": 1}}, {**ID, "name": "order_id", "description": "Ours."}],
        "responses": {"202": {"description": "Later.", "content": {"text/plain": {"schema": {"$ref": "#/$defs/Row"}}}}},
    }
    found = both(own, theirs)
    told = found["paths"]["/o/{order_id}"]["get"]
    assert (told["summary"], told["tags"]) == ("Ours", ["rows"])
    assert parameters(told)["page"]["schema"] == {"const": 1}
    assert parameters(told)["order_id"]["description"] == "Ours."
    assert {"200", "202"} < told["responses"].keys()
    assert sorted(schemas(found)) == ["orders.Row", "row.Row"]


def test_where_a_contract_tells_of_requests_alone_any_answer_may_come() -> None:
    source = made(api("x"), {"parameters": [QUERY]})
    found = valid(offering([route("new", "POST /orders")], {"new": source}))["paths"]["/orders"]["post"]
    assert "default" in found["responses"]
    assert "*/*" in found["requestBody"]["content"]
    assert parameters(found)["page"] == QUERY


def test_what_is_to_go_away_is_said_to_be_so_by_the_route_or_by_its_upstream() -> None:
    plain = offering([route("a", "GET /a"), route("b", "GET /b")], {})
    routes = (replace(plain.routes[0], deprecated=Deprecation(0, sunset=1, refuses=True)), plain.routes[1])
    found = valid(replace(plain, routes=routes))["paths"]
    assert found["/a"]["get"]["deprecated"]
    assert "410" in found["/a"]["get"]["responses"]
    assert "deprecated" not in found["/b"]["get"]
    assert "410" not in found["/b"]["get"]["responses"]
