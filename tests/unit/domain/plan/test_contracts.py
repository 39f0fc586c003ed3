from dataclasses import replace
from typing import Any

from domain.contract.contract import Contract, Mode, Where
from domain.plan.contracts import ContractCompiler
from domain.routing.pattern import Pattern, parse_pattern
from domain.routing.rewrite import Rewrite, compile_rewrite
from domain.spec.contract import ContractSpec
from domain.spec.document import Document
from domain.spec.fault import Fault
from domain.spec.route import DestinationSpec, MatchSpec, RouteSpec
from tests.unit.domain.plan.contract_documents import AT, document, operation, text

ORDERS = document({
    "paths": {
        "/v2/orders/{id}": {
            "post": {
                "operationId": "placeOrder",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "page", "in": "query", "schema": {"type": "integer"}},
                ],
                "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
                "responses": {"200": {"content": {"application/json": {"schema": True}}}, "4xx": {}},
            }
        }
    }
})  # fmt: skip


def compiled(
    contract: ContractSpec | None,
    path: str = "/orders/{order_id}",
    brings: Document | None = ORDERS,
    *,
    leads: bool = True,
    rewrite: str | None = None,
) -> tuple[Contract | None, list[Fault]]:
    faults: list[Fault] = []
    pattern = parse_pattern(path)
    assert isinstance(pattern, Pattern)
    way = compile_rewrite(rewrite, pattern) if rewrite else None
    to = (DestinationSpec(text("orders")),) if leads else None
    route = RouteSpec(text("place"), MatchSpec(text(path)), to=to, contract=contract)
    return ContractCompiler({"orders": brings}, faults).compile(
        route, pattern, way if isinstance(way, Rewrite) else None
    ), faults


def own(value: dict[str, Any], **others: Any) -> ContractSpec:
    return ContractSpec(AT, own=operation(value), **others)


def parameter(name: str, where: str, **others: Any) -> dict[str, Any]:
    return {"name": name, "in": where, **others}


def held(contract: Contract | None) -> Contract:
    assert contract is not None
    return contract


def test_a_route_without_a_contract_has_none() -> None:
    assert compiled(None) == (None, [])


def test_an_operation_is_found_by_its_id_and_its_path_parameter_gets_the_name_that_the_route_has() -> None:
    contract, faults = compiled(ContractSpec(AT, text("placeOrder")))
    assert faults == []
    assert [(one.where, one.name) for one in held(contract).parameters] == [
        (Where.PATH, "order_id"),
        (Where.QUERY, "page"),
    ]
    assert set(held(contract).answers) == {"200", "4XX"}
    assert held(contract).own is None


def test_an_operation_is_found_by_its_method_and_path() -> None:
    assert compiled(ContractSpec(AT, text("POST /v2/orders/{id}")))[1] == []


def test_parameters_of_the_same_name_stay_what_they_are_wherever_they_stand() -> None:
    contract, faults = compiled(ContractSpec(AT, text("placeOrder")), "/{id}/in/{tenant}")
    assert ([one.name for one in held(contract).parameters], faults) == (["id", "page"], [])


def test_the_last_parameters_of_a_longer_path_are_the_operation_s() -> None:
    contract, _ = compiled(ContractSpec(AT, text("placeOrder")), "/{tenant}/orders/{number}")
    assert held(contract).parameters[0].name == "number"


def test_where_places_do_not_meet_parameters_are_the_operation_s_in_order() -> None:
    contract, faults = compiled(ContractSpec(AT, text("placeOrder")), "/{number}", rewrite="/x")
    assert (held(contract).parameters[0].name, faults) == ("number", [])


def test_what_takes_the_rest_of_a_path_is_its_last_parameter() -> None:
    contract, _ = compiled(ContractSpec(AT, text("placeOrder")), "/orders/{rest*}")
    assert held(contract).parameters[0].name == "rest"


def test_an_operation_with_more_parameters_than_the_route_s_path_is_a_fault() -> None:
    _, faults = compiled(ContractSpec(AT, text("placeOrder")), "/orders")
    assert str(faults[0]) == (
        "gateway.yaml:7:3: the operation's path has 1 parameter and the route's 0 parameters; "
        "the operation has `{id}` [contract-path-unfit]"
    )


def test_an_unknown_operation_is_a_fault_that_names_the_nearest() -> None:
    contract, faults = compiled(ContractSpec(AT, text("placeOrdr")))
    assert contract is None
    assert str(faults[0]).endswith("did you mean `placeOrder`? [operation-unknown]")


def test_a_document_without_paths_has_no_operation() -> None:
    assert [fault.code for fault in compiled(ContractSpec(AT, text("a")), brings=document({}))[1]] == [
        "operation-unknown"
    ]


def test_an_operation_without_a_document_or_an_upstream_is_a_fault() -> None:
    spec = ContractSpec(AT, text("placeOrder"))
    assert "upstream `orders` brings no document" in compiled(spec, brings=None)[1][0].message
    assert "there is no upstream here" in compiled(spec, leads=False)[1][0].message


def test_what_is_written_in_the_route_goes_before_what_the_operation_says() -> None:
    mine = {
        "parameters": [parameter("page", "query", required=True), parameter("x-tenant", "header")],
        "requestBody": {"required": True, "content": {"text/csv": {}}},
        "responses": {"200": {"content": {}}},
    }
    contract, faults = compiled(replace(own(mine), operation=text("placeOrder")))
    assert faults == []
    assert [(one.name, one.is_required) for one in held(contract).parameters] == [
        ("order_id", True), ("page", True), ("x-tenant", False),
    ]  # fmt: skip
    assert held(contract).body is not None
    assert list(held(contract).body.contents) == ["text/csv"]  # type: ignore[union-attr]
    assert not held(contract).answers["200"].contents
    assert held(contract).own is not None


def test_a_contract_of_checks_alone_has_no_parameters() -> None:
    contract, faults = compiled(ContractSpec(AT, requests="report"))
    assert (held(contract).parameters, held(contract).requests, faults) == ((), Mode.REPORT, [])
    assert held(contract).operation.place() == AT


def test_a_parameter_that_the_path_does_not_have_is_a_fault_at_its_place() -> None:
    _, faults = compiled(own({"parameters": [parameter("ordr_id", "path")]}))
    assert (faults[0].code, faults[0].hint, faults[0].at.line) == (
        "contract-parameter-unknown",
        "did you mean `order_id`?",
        4,
    )


def test_headers_that_are_read_otherwise_are_no_parameters() -> None:
    contract, faults = compiled(own({"parameters": [parameter("Accept", "header")]}))
    assert [fault.code for fault in faults] == ["parameter-reserved"]
    assert held(contract).parameters == ()


def test_a_style_that_does_not_fit_its_place_is_a_fault() -> None:
    _, faults = compiled(own({"parameters": [parameter("page", "query", style="matrix")]}))
    assert (faults[0].code, faults[0].hint[:14]) == ("style-unfit", "one of `form`,")


def test_answers_that_are_to_be_checked_need_a_description() -> None:
    assert [fault.code for fault in compiled(own({"parameters": []}, answers="report"))[1]] == ["answers-undescribed"]
    assert compiled(own({"responses": {"200": {}}}, answers="report"))[1] == []


def test_a_rewrite_that_swaps_two_parameters_swaps_their_schemas() -> None:
    number, word = {"type": "integer"}, {"type": "string"}
    swapped = document({
        "paths": {"/x/{a}/{b}": {"get": {"operationId": "swapped", "parameters": [
            {"name": "a", "in": "path", "required": True, "schema": number},
            {"name": "b", "in": "path", "required": True, "schema": word},
        ]}}}
    })  # fmt: skip
    contract, faults = compiled(ContractSpec(AT, text("swapped")), "/y/{a}/{b}", swapped, rewrite="/x/{b}/{a}")
    found = {one.name: one.schema.value for one in held(contract).parameters if one.schema}
    assert (found, faults) == ({"b": number, "a": word}, [])


def test_a_parameter_that_the_rewrite_fills_is_none_of_the_caller_s() -> None:
    contract, faults = compiled(ContractSpec(AT, text("placeOrder")), "/me", rewrite="/v2/orders/latest")
    assert ([one.name for one in held(contract).parameters], faults) == (["page"], [])
