"""Resources as the file says them: schemas here or beside, who may what, filters with and without schemas."""

import json
from pathlib import Path
from typing import Any

from adapters.config.yaml_source import YamlTextSource
from domain.plan.expansion import expanded
from domain.spec.fault import Fault
from domain.spec.place import Place
from domain.spec.requirement import Client, Permission, Public, Role
from domain.spec.spec import Spec

SCHEMA = "{type: object, properties: {id: {type: integer}, size: {type: string}}}"
LARGE = 9223372036854775807


def read(folder: Path, schema: str = SCHEMA, rest: str = "access: {read: public}") -> Spec | tuple[Fault, ...]:
    text = f"version: 1\nresources:\n  orders:\n    to: shop\n    id: order_id\n    schema: {schema}\n    {rest}\n"
    return YamlTextSource(text, "gateway.yaml", folder, {}).read().spec


def components(folder: Path, schema: str) -> Any:
    spec = read(folder, schema)
    assert isinstance(spec, Spec), spec
    faults: list[Fault] = []
    (route,) = expanded(spec, faults).routes
    assert route.contract is not None
    assert route.contract.own is not None
    document: Any = route.contract.own.document.value
    return document["components"]["schemas"]


def test_a_word_is_a_role_and_one_with_a_colon_a_permission(tmp_path: Path) -> None:
    may = '{list: viewer, read: "orders:read", create: public, delete: {client: [10.0.0.0/8]}}'
    spec = read(tmp_path, rest=f"access: {may}")
    assert isinstance(spec, Spec)
    kinds = {action.text: type(requirement) for action, requirement in spec.resources[0].access}
    assert kinds == {"list": Role, "read": Permission, "create": Public, "delete": Client}


def test_a_schema_beside_the_file_may_lead_to_another_and_hold_numbers_as_json_has_them(tmp_path: Path) -> None:
    size = {"title": "Size", "type": "number", "maximum": LARGE, "minimum": 1e-3}
    order = {"title": "Order", "properties": {"size": {"$ref": "parts/size.json"}, "of": {"$ref": "#/$defs/of"}}}
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/size.json").write_text(json.dumps(size))
    (tmp_path / "order.json").write_text(json.dumps({**order, "$defs": {"of": {"type": "string"}}}))
    found = components(tmp_path, "order.json")
    assert found["Size"] == size
    assert found["NewOrder"]["properties"] == {
        "size": {"$ref": "#/components/schemas/Size"},
        "of": {"$ref": "#/components/schemas/Order/$defs/of"},
    }


def test_filters_are_members_or_have_schemas_of_their_own(tmp_path: Path) -> None:
    spec = read(tmp_path, rest="access: {list: public}\n    filters: {size: , since: {type: string}}")
    assert isinstance(spec, Spec)
    (resource,) = spec.resources
    assert [one.text for one in resource.filters] == ["size", "since"]
    assert resource.schemas.value["filters"] == {"since": {"type": "string"}}


def test_a_file_that_is_no_json_says_where(tmp_path: Path) -> None:
    (tmp_path / "order.json").write_text('{"type": "object",\n "properties": nothing}')
    faults = read(tmp_path, "order.json")
    assert isinstance(faults, tuple)
    assert [(fault.at.line, fault.code) for fault in faults] == [(2, "json-syntax")]


def test_a_file_that_holds_no_mapping_is_no_schema(tmp_path: Path) -> None:
    (tmp_path / "order.json").write_text("[1]")
    faults = read(tmp_path, "order.json")
    assert isinstance(faults, tuple)
    assert [fault.code for fault in faults] == ["type-wrong"]


def test_the_id_may_have_a_schema_of_its_own(tmp_path: Path) -> None:
    text = f"""version: 1
resources:
  orders:
    to: shop
    id: {{name: order_id, schema: {{type: string}}}}
    schema: {SCHEMA}
    access: {{read: public}}
"""
    spec = YamlTextSource(text, "gateway.yaml", tmp_path, {}).read().spec
    assert isinstance(spec, Spec)
    assert spec.resources[0].schemas.value["id"] == {"type": "string"}
    assert spec.resources[0].id.at == Place("gateway.yaml", 5, 16)
