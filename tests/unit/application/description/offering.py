"""Plans whose routes have operations of documents, for tests about describing them; and how a document is read back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from openapi_spec_validator import OpenAPIV31SpecValidator

from adapters.config.yaml_source import YamlConfigSource
from application.description.document import describe
from application.description.references import pointer_of
from application.description.shown import Shows
from application.description.views import published
from domain.contract.contract import Contract
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan, Route
from domain.spec.document import Document, OperationSpec
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec
from tests.unit.application.description.tables import AT, plan

Read = dict[str, Any]


def document(uri: str, value: Mapping[str, Any]) -> Document:
    return Document(uri, value, lambda _: AT)


def api(name: str, paths: Mapping[str, Any] | None = None, **schemas: Any) -> Document:
    """The document of an upstream."""
    value = {"openapi": "3.1.0", "info": {"title": name, "version": "1"}, "paths": paths or {}}
    return document(f"limen:/{name}", {**value, "components": {"schemas": schemas}})


def answering(schema: Any, **more: Any) -> Read:
    """An operation that answers so."""
    return {"responses": {"200": {"description": "Fine.", "content": {"application/json": {"schema": schema}}}}, **more}


def ref(name: str) -> Read:
    return {"$ref": f"#/components/schemas/{name}"}


def spec(source: Document, path: str, method: str = "get") -> OperationSpec:
    """As a document is read: parameters of the path stand in the operation."""
    item: Any = source.value["paths"][path]  # type: ignore[index,call-overload]
    parameters = [*item.get("parameters", []), *item[method].get("parameters", [])]
    value = {**item[method], **({"parameters": parameters} if parameters else {})}
    return OperationSpec(value, source, ("paths", path, method))


def made(source: Document, value: Mapping[str, Any]) -> OperationSpec:
    return OperationSpec(value, source)


def offering(routes: Iterable[RouteSpec], operations: Mapping[str, OperationSpec], **terms: Any) -> Plan:
    """A plan of `routes` whose contracts are `operations`, by the names of routes."""
    compiled = plan(*routes)
    bound = tuple(_bound(route, operations, terms) for route in compiled.routes)
    return replace(compiled, routes=bound)


def _bound(route: Route, operations: Mapping[str, OperationSpec], terms: Mapping[str, Any]) -> Route:
    if route.name not in operations:
        return route
    return replace(route, contract=Contract(AT, operations[route.name], **terms))


def valid(compiled: Plan, shows: Shows = published) -> Read:
    """Its document, which is valid and refers to nothing that it has not."""
    found: Any = describe(compiled, shows)
    OpenAPIV31SpecValidator(found).validate()
    for reference in references(found):
        at(found, reference)
    return found  # type: ignore[no-any-return]


def at(whole: Any, reference: str) -> Any:
    for step in pointer_of(reference):
        whole = whole[int(step) if isinstance(whole, list) else step]
    return whole


def references(value: Any) -> set[str]:
    """All that look like one, save in enumerations."""
    if isinstance(value, list):
        return set().union(*map(references, value))
    if not isinstance(value, dict):
        return set()
    kept = {key: one for key, one in value.items() if key != "enum"}
    own = {one for one in (kept.get("$ref"),) if isinstance(one, str)}
    chooses = kept.get("discriminator")
    mapped = chooses.get("mapping", {}).values() if isinstance(chooses, dict) and "propertyName" in chooses else ()
    return own.union(mapped, *map(references, kept.values()))


def schemas(described: Read) -> Read:
    """Without the gateway's own."""
    found: Read = described["components"]["schemas"]
    return {name: one for name, one in found.items() if name != "Problem"}


def answer(described: Read, path: str, method: str = "get", status: str = "200") -> Any:
    """The schema of what is answered."""
    return described["paths"][path][method]["responses"][status]["content"]["application/json"]["schema"]


def plan_in(folder: Path, config: str) -> Plan:
    """Of a file, with what stands beside it."""
    (folder / "gateway.yaml").write_text(config)
    written = YamlConfigSource(folder / "gateway.yaml", {}).read().spec
    assert isinstance(written, Spec), "\n".join(map(str, written))
    compiled = compile_plan(written)
    assert isinstance(compiled, Plan), "\n".join(map(str, compiled))
    return compiled
