"""Operations become routes that anybody could have written."""

from dataclasses import replace
from typing import Any

from domain.plan.compile import compile_plan
from domain.plan.expansion import expanded
from domain.plan.plan import Plan
from domain.spec.document import Document, Json, Pointer
from domain.spec.fault import Fault
from domain.spec.from_openapi import SCOPES, TABLE, FromOpenApiSpec, SelectionSpec
from domain.spec.place import Place, Text
from domain.spec.requirement import Authenticated, Public
from domain.spec.route import MatchSpec, RouteSpec
from domain.spec.spec import Spec
from domain.spec.upstream import TargetSpec, UpstreamSpec

AT = Place("gateway.yaml", 1, 1)
PATHS: dict[str, Json] = {
    "/orders": {"get": {"operationId": "listOrders", "summary": "All of them"}, "post": {"description": "One more"}},
    "/orders/{order-id}": {
        "get": {"operationId": "list_orders", "parameters": [
            {"name": "order-id", "in": "path", "required": True, "schema": {}},
            {"name": "a-b", "in": "query", "schema": {}},
        ]},
    },
    "/orders/{1}/items": {"get": {}},
}  # fmt: skip


def text(word: str) -> Text:
    return Text(word, AT)


def at(pointer: Pointer) -> Place:
    return Place("orders.json", len("".join(pointer)), 5)


def upstream(paths: dict[str, Json] | None, name: str = "orders", **more: Json) -> UpstreamSpec:
    document = None if paths is None else Document(f"limen:/{name}", {"paths": paths, **more}, at)
    return UpstreamSpec(text(name), (TargetSpec(text("http://orders:8080")),), document=document)


def spec(*upstreams: UpstreamSpec, **section: Any) -> Spec:
    made = FromOpenApiSpec(**{"name": text("orders"), "upstream": text("orders"), "require_by": TABLE, **section})
    return Spec(AT, upstreams=upstreams, from_openapi=(made,), default_require=Authenticated(AT))


def routes(found: Spec) -> tuple[RouteSpec, ...]:
    faults: list[Fault] = []
    whole = expanded(found, faults)
    assert faults == []
    return whole.routes


def codes(found: Spec) -> list[str]:
    faults: list[Fault] = []
    expanded(found, faults)
    return [fault.code for fault in faults]


def test_each_operation_is_a_route_of_its_own_name_at_its_own_line() -> None:
    made = routes(spec(upstream(PATHS)))
    assert [(one.name.text, one.match.methods[0].text, one.match.path.text) for one in made] == [
        ("orders.list-orders", "GET", "/orders"),
        ("orders.post-orders", "POST", "/orders"),
        ("orders.list-orders-2", "GET", "/orders/{order_id}"),
        ("orders.get-orders-1-items", "GET", "/orders/{_1}/items"),
    ]
    assert {one.name.at.file for one in made} == {"orders.json"}
    assert [one.description for one in made] == ["All of them", "One more", "", ""]
    assert all(one.rewrite is None for one in made)


def test_parameters_have_the_names_that_the_path_has() -> None:
    contract = routes(spec(upstream(PATHS)))[2].contract
    assert contract is not None
    assert contract.own is not None
    parameters: Any = contract.own.value["parameters"]
    assert [one["name"] for one in parameters] == ["order_id", "a-b"]


def test_a_prefix_stands_in_the_place_of_the_upstreams_own() -> None:
    servers: Json = [{"url": "/v2"}]
    as_it_is = routes(spec(upstream(PATHS, servers=servers)))[0]
    assert (as_it_is.match.path.text, as_it_is.rewrite) == ("/v2/orders", None)
    other = routes(spec(upstream(PATHS, servers=servers), prefix=text("/shop/")))[2]
    assert other.match.path.text == "/shop/orders/{order_id}"
    assert other.rewrite is not None
    assert str(other.rewrite.path) == "/v2/orders/{order_id}"
    based = routes(spec(upstream(PATHS, servers=servers), base=text("/v3")))[0]
    assert (based.match.path.text, based.rewrite) == ("/v3/orders", None)


def test_some_are_included_and_some_are_not() -> None:
    orders = SelectionSpec(paths=(text("/orders"),))
    listed = SelectionSpec(operations=(text("listOrders"),))
    made = routes(spec(upstream(PATHS), include=orders, exclude=listed))
    assert [one.name.text for one in made] == ["orders.post-orders"]


def test_what_cannot_become_routes_is_a_fault() -> None:
    none = SelectionSpec(paths=(text("/*"),))
    vain = SelectionSpec(operations=(text("none"),))
    assert codes(spec(upstream(PATHS), exclude=none)) == ["operations-none"]
    assert codes(spec(upstream(PATHS), exclude=vain)) == ["operation-unknown"]
    assert codes(spec(upstream(PATHS), upstream=text("order"))) == ["upstream-unknown"]
    assert codes(spec(upstream(None))) == ["document-missing"]


def test_two_operations_of_one_place_are_a_fault_with_both_lines() -> None:
    paths: dict[str, Json] = {"/a/{id}": {"get": {"operationId": "one"}}, "/a/{name}": {"get": {"operationId": "two"}}}
    faults: list[Fault] = []
    expanded(spec(upstream(paths)), faults)
    (fault,) = faults
    assert str(fault.at) == "orders.json:17:5"
    assert fault.message == "operation `two` has the place of `one` at orders.json:15:5: GET /a/{name}"


def test_a_route_that_somebody_wrote_under_the_name_of_one_is_a_fault() -> None:
    whole = spec(upstream(PATHS))
    mine = RouteSpec(text("orders.list-orders"), MatchSpec(text("/mine")))
    assert codes(replace(whole, routes=(mine,))) == ["route-twice"]


def test_parameters_of_the_same_place_may_have_other_names() -> None:
    paths: dict[str, Json] = {"/a/{id}": {"get": {"security": []}}, "/a/{order_id}/x": {"get": {"security": []}}}
    plan = compile_plan(replace(spec(upstream(paths), require_by=SCOPES, may_be_public=True), default_require=None))
    assert isinstance(plan, Plan), plan
    assert [str(one.matcher.pattern.text) for one in plan.routes] == ["/a/{id}", "/a/{order_id}/x"]
    assert all(
        isinstance(one.require, Public) for one in routes(spec(upstream(paths), require_by=SCOPES, may_be_public=True))
    )


def test_a_prefix_without_its_slash_is_one_fault_at_its_own_place() -> None:
    faults: list[Fault] = []
    where = Place("gateway.yaml", 7, 9)
    whole = expanded(spec(upstream(PATHS), prefix=Text("shop", where)), faults)
    assert faults == [Fault(where, "path-malformed", "`shop`: a path starts with /", "`/shop`")]
    assert whole.routes[0].match.path.text == "/shop/orders"
