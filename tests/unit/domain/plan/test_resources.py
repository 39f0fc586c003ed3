"""Resources become routes, one for each action that somebody may do."""

from typing import Any

import pytest

from domain.plan.resources import routes_of
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.requirement import Role
from domain.spec.resource import ACTIONS, PageSpec, ResourceSpec
from domain.spec.route import RouteSpec
from tests.unit.domain.plan.resource_specs import HERE, place, resource, text, written


def routes(spec: ResourceSpec) -> dict[str, RouteSpec]:
    faults: list[Fault] = []
    made = {route.name.text: route for route in routes_of(spec, faults)}
    assert not faults
    return made


def codes(spec: ResourceSpec) -> list[str]:
    faults: list[Fault] = []
    assert list(routes_of(spec, faults)) == []
    return [fault.code for fault in faults]


def own(route: RouteSpec) -> Any:
    assert route.contract is not None
    assert route.contract.own is not None
    return route.contract.own


def test_each_action_is_a_route() -> None:
    made = routes(resource())
    assert [_line(route) for route in made.values()] == [
        "orders.list: GET /orders",
        "orders.read: GET /orders/{order_id}",
        "orders.create: POST /orders",
        "orders.replace: PUT /orders/{order_id}",
        "orders.update: PATCH /orders/{order_id}",
        "orders.delete: DELETE /orders/{order_id}",
    ]
    assert {route.to[0].upstream.text for route in made.values() if route.to} == {"shop"}


def test_what_access_does_not_name_is_not_there() -> None:
    assert list(routes(resource("read", "delete"))) == ["orders.read", "orders.delete"]


def test_who_may_is_what_access_says() -> None:
    made = routes(resource())
    assert {action: made[f"orders.{action}"].require for action in ACTIONS} == {
        action: Role(text(action)) for action in ACTIONS
    }


def test_a_route_stands_where_its_resource_does() -> None:
    assert {route.name.at for route in routes(resource()).values()} == {HERE}


def test_a_path_may_lead_below_another_and_each_part_is_described() -> None:
    made = routes(resource("list", path=text("/customers/{customer}/orders/")))
    listed = made["orders.list"]
    assert listed.match.path.text == "/customers/{customer}/orders"
    assert [one["name"] for one in own(listed).value["parameters"]] == ["customer"]


def test_the_root_may_be_a_collection() -> None:
    assert routes(resource("list", path=text("/")))["orders.list"].match.path.text == "/"


def test_a_path_that_is_none_is_left_to_whoever_compiles_it() -> None:
    assert routes(resource("list", path=text("orders")))["orders.list"].match.path.text == "orders"


def test_a_path_is_rewritten_where_the_upstream_has_another() -> None:
    made = routes(resource("list", "read", upstream_path=text("/v2/orders")))
    assert [route.rewrite.path.text for route in made.values() if route.rewrite and route.rewrite.path] == [
        "/v2/orders",
        "/v2/orders/{order_id}",
    ]


def test_nothing_is_rewritten_where_it_is_the_same() -> None:
    assert routes(resource("list", upstream_path=text("/orders")))["orders.list"].rewrite is None


def test_an_operation_stands_in_a_document_as_if_an_upstream_had_brought_it() -> None:
    for route in routes(resource()).values():
        value: Any = own(route).document.value
        for step in own(route).at:
            value = value[step]
        assert value == own(route).value


def test_faults_of_a_schema_are_where_it_was_written_and_all_others_at_the_resource() -> None:
    document = own(routes(resource())["orders.create"]).document
    assert document.place(("components", "schemas", "NewOrder", "properties", "size")) == place((
        "item", "properties", "size",
    ))  # fmt: skip
    assert document.place(("paths", "/orders", "post")) == HERE
    assert document.place(()) == HERE
    assert document.place(("components", "schemas")) == HERE


def test_how_strict_a_contract_is_held_is_what_the_resource_says() -> None:
    contract = routes(resource("read", requests="report", answers="enforce"))["orders.read"].contract
    assert contract is not None
    assert (contract.requests, contract.answers) == ("report", "enforce")
    assert contract.unknown_query == "refuse", "a filter that is misspelt would be none"


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (resource(access=()), "resource-closed"),
        (resource(schemas=written(item={"type": "object"})), "resource-schema"),
        (resource(filters=(text("itme"),)), "filter-unknown"),
        (resource(sort=(text("made"),)), "order-unknown"),
        (resource(fixed=(text("made"),)), "fixed-unknown"),
        (resource(page=PageSpec(size=50, most=20)), "page-size"),
    ],
)
def test_a_resource_with_a_fault_becomes_nothing(spec: ResourceSpec, code: str) -> None:
    assert codes(spec) == [code]


def test_members_that_the_schema_has_may_be_asked_by() -> None:
    assert list(routes(resource("list", filters=(text("item"),), sort=(text("id"),)))) == ["orders.list"]


def test_a_fault_of_the_schema_points_at_it() -> None:
    faults: list[Fault] = []
    list(routes_of(resource(schemas=written(item={})), faults))
    assert [fault.at for fault in faults] == [place(("item",))]
    assert isinstance(faults[0].at, Place)


def _line(route: RouteSpec) -> str:
    return f"{route.name}: {route.match.methods[0]} {route.match.path}"
