"""Routes that come from a document are compared as any: what it adds, takes away or says otherwise is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.config.yaml_source import YamlConfigSource
from application.compiling import compiled
from application.diff.compare import Comparison, compare
from domain.plan.plan import Plan
from entrypoints.offline import decider, judges
from tests.unit.application.diff.differing import told

READ = {"tags": ["orders"], "responses": {"200": {"description": "As asked."}}}
LIST, PLACE = {**READ, "operationId": "list"}, {**READ, "operationId": "place"}
GUIDED = "require_by: tags, require: {orders: {permission: 'orders:read'}}"
Paths = dict[str, Any]
BOTH: Paths = {"/orders": {"get": LIST, "post": PLACE}}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return tmp_path


def plan(folder: Path, paths: Paths, section: str = GUIDED, version: str = "3.1.0") -> Plan:
    text = json.dumps({"openapi": version, "info": {"title": "Orders", "version": "1"}, "paths": paths})
    (folder / "orders.json").write_text(text)
    (folder / "gateway.yaml").write_text(
        "version: 1\nidentity: {issuers: {main: {issuer: 'https://idp.example', audience: [a], algorithms: [HS256], "
        "claims: {roles: roles}, keys: {secret: 'a secret of at least thirty-two bytes'}}}}\n"
        "permissions: {roles: {viewer: {grants: ['orders:read']}, manager: {grants: ['orders:write']}}}\n"
        "upstreams: {orders: {targets: [{url: 'http://orders:8080'}], openapi: orders.json}}\n"
        f"from_openapi: {{orders: {{upstream: orders, {section}}}}}\n"
    )
    found = compiled(YamlConfigSource(folder / "gateway.yaml", {}).read(), judges)
    assert isinstance(found, Plan), found
    return found


def compared(old: Plan, new: Plan) -> Comparison:
    return compare(decider(old), decider(new))


def test_an_operation_that_comes_opens_and_one_that_goes_closes(folder: Path) -> None:
    alone: Paths = {"/orders": {"get": LIST}}
    more, less = plan(folder, BOTH), plan(folder, alone)
    name = "orders.place"
    assert [one[:3] for one in told(compared(less, more))] == [("opened", None, name)]
    assert [one[:3] for one in told(compared(more, less))] == [("closed", name, None)]


def test_who_may_call_an_operation_is_compared(folder: Path) -> None:
    narrow = f"{GUIDED[:-1]}, place: {{permission: 'orders:write'}}}}"
    found = told(compared(plan(folder, BOTH), plan(folder, BOTH, narrow)))
    assert {one[:3] for one in found} == {(kind, "orders.place", "orders.place") for kind in ("opened", "closed")}


def test_another_parameter_or_body_is_named_as_another_contract(folder: Path) -> None:
    page = {"name": "page", "in": "query", "schema": {"type": "integer"}}
    other: Paths = {"/orders": {"get": {**LIST, "parameters": [page]}, "post": PLACE}}
    (change,) = compared(plan(folder, BOTH), plan(folder, other)).changes
    assert (change.new_route, change.details) == (
        "orders.list",
        ("another contract: which requests and answers it lets pass is not compared",),
    )


def test_another_prefix_moves_the_routes(folder: Path) -> None:
    found = told(compared(plan(folder, BOTH), plan(folder, BOTH, f"prefix: /v2, {GUIDED}")))
    assert {one[:3] for one in found} >= {("closed", "orders.list", None), ("opened", None, "orders.list")}


def test_the_same_document_read_again_is_no_change(folder: Path) -> None:
    found = compared(plan(folder, BOTH), plan(folder, BOTH))
    assert (found.changes, found.settings) == ((), ())
