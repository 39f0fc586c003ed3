"""Who may call an operation: by name, by tags, by scopes; and what nothing speaks of is a fault."""

from dataclasses import replace
from typing import Any

import pytest

from domain.openapi.operations import Operation, Operations
from domain.plan.operation_access import OperationAccess
from domain.spec.document import Document, Json
from domain.spec.fault import Fault
from domain.spec.from_openapi import SCOPES, TABLE, TAGS, FromOpenApiSpec
from domain.spec.place import Place, Text
from domain.spec.requirement import AllOf, AnyOf, Authenticated, Permission, Public, Requirement, Role

AT = Place("orders.json", 1, 1)
VIEWER, MANAGER = Role(Text("viewer", AT)), Role(Text("manager", AT))


def permission(name: str) -> Permission:
    return Permission(Text(name, AT))


def operations(operation: dict[str, Json], security: Json = None) -> Operations:
    document: dict[str, Json] = {"paths": {"/a": {"get": operation}}}
    return Operations(
        Document("limen:/a", document if security is None else {**document, "security": security}, lambda _: AT)
    )


def section(require_by: str, **require: Requirement) -> FromOpenApiSpec:
    stated = tuple((Text(name.replace("__", " /"), AT), one) for name, one in require.items())
    return FromOpenApiSpec(Text("a", AT), Text("a", AT), require_by, require=stated)


def asked(
    spec: FromOpenApiSpec, operation: dict[str, Any], security: Json = None, *, default: Requirement | None = None
) -> Any:
    faults: list[Fault] = []
    found = OperationAccess(spec, default, faults).of(operations(operation, security).all[0])
    return faults[0].code if faults else found


def test_what_is_said_of_it_by_name_goes_before_all() -> None:
    tagged = {"operationId": "list", "tags": ["orders"]}
    assert asked(section(TAGS, orders=VIEWER, list=MANAGER), tagged) == MANAGER
    assert asked(section(SCOPES, GET__a=MANAGER), {"security": []}) == MANAGER
    assert asked(section(TABLE, list=VIEWER), tagged) == VIEWER


def test_of_several_tags_all_hold_that_require_something() -> None:
    assert asked(section(TAGS, a=VIEWER), {"tags": ["a", "b"]}) == VIEWER
    assert asked(section(TAGS, a=VIEWER, b=MANAGER), {"tags": ["a", "b"]}) == AllOf(AT, (VIEWER, MANAGER))


@pytest.mark.parametrize("guide", [TAGS, SCOPES, TABLE])
def test_an_operation_of_which_nothing_speaks_is_a_fault_save_where_there_are_defaults(guide: str) -> None:
    assert asked(section(guide), {}) == "operation-unguarded"
    assert asked(section(guide), {}, default=VIEWER) is None


@pytest.mark.parametrize(
    ("security", "requirement"),
    [
        ([{"oauth": ["read"]}], permission("read")),
        ([{"oauth": ["read", "write"], "other": ["read"]}], AllOf(AT, (permission("read"), permission("write")))),
        ([{"oauth": ["read"]}, {"key": []}], AnyOf(AT, (permission("read"), Authenticated(AT)))),
        ([{"key": 1}], Authenticated(AT)),
    ],
)
def test_scopes_are_permissions_all_of_one_way_any_of_several(security: Json, requirement: Requirement) -> None:
    assert asked(section(SCOPES), {"security": security}) == requirement
    assert asked(section(SCOPES), {}, security) == requirement


@pytest.mark.parametrize("security", [[], [{}], [{"oauth": ["read"]}, {}]])
def test_what_the_document_opens_to_everybody_is_a_fault_unless_it_is_allowed(security: Json) -> None:
    assert asked(section(SCOPES), {"security": security}) == "operation-public"
    assert asked(section(SCOPES), {"security": security}, default=VIEWER) == "operation-public"
    assert asked(replace(section(SCOPES), may_be_public=True), {"security": security}) == Public(AT)


@pytest.mark.parametrize("guide", [TAGS, SCOPES, TABLE])
def test_defaults_open_an_operation_no_more_than_the_document_may(guide: str) -> None:
    """A document that is fetched may lose what it said of it, on any day."""
    assert asked(section(guide), {}, default=Public(AT)) == "operation-public"
    assert asked(replace(section(guide), may_be_public=True), {}, default=Public(AT)) == Public(AT)
    assert asked(section(TABLE, GET__a=Public(AT)), {}, default=Public(AT)) == Public(AT)


def test_beside_a_fault_nobody_complains_of_the_route_too() -> None:
    found: list[Operation] = list(operations({}).all)
    assert OperationAccess(section(TABLE), None, []).of(found[0]) == Authenticated(AT)


def test_a_name_that_means_nothing_is_a_fault() -> None:
    found = operations({"operationId": "list", "tags": ["orders"]})
    names = {"list": VIEWER, "orders": VIEWER, "GET__a": VIEWER, "none": VIEWER}
    said = {
        guide: [one.message for one in OperationAccess(section(guide, **names), None, []).in_vain(found)]
        for guide in (TAGS, TABLE)
    }
    assert said[TAGS] == ["`none` is no tag and no operation of the document"]
    assert said[TABLE] == ["`orders` is no operation of the document", "`none` is no operation of the document"]
