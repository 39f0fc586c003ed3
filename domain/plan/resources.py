"""Resources become routes, one for each action that somebody may do: what `access` does not name is not there.

The operations stand in a document that is made for them, as if an upstream had brought it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.plan.resource_operations import METHODS, OF_ALL, OperationMaker, id_schema
from domain.plan.resource_schemas import ItemSchemas, item_schemas
from domain.routing.pattern import BadPattern, parse_pattern
from domain.spec.contract import REFUSE, ContractSpec
from domain.spec.document import Document, Json, OperationSpec, Pointer
from domain.spec.fault import Fault, nearest
from domain.spec.place import Place, Text
from domain.spec.requirement import Requirement
from domain.spec.resource import ResourceSpec
from domain.spec.route import DestinationSpec, MatchSpec, RewriteSpec, RouteSpec

_COMPONENT = ("components", "schemas")


@dataclass(frozen=True, slots=True, eq=False)
class MadePlaces:
    """A component's parts are where the schema was written; all else is the resource's."""

    start: Place
    written: Document
    origins: Mapping[str, Pointer]  # where in what was written a component began

    def __call__(self, pointer: Pointer) -> Place:
        if pointer[:2] == _COMPONENT and pointer[2:3] and pointer[2] in self.origins:
            return self.written.place((*self.origins[pointer[2]], *pointer[3:]))
        return self.start


def routes_of(spec: ResourceSpec, faults: list[Fault]) -> Iterator[RouteSpec]:
    """None where the resource has a fault."""
    found = list(_faults(spec))
    schemas = item_schemas(spec)
    if schemas is None:
        hint = "an object with `properties`, at the root or where the root's `$ref` leads"
        found.append(
            Fault(spec.schemas.place(("item",)), "resource-schema", "the schema of a resource lists no members", hint)
        )
    else:
        found += _unknown_members(spec, schemas)
    faults += found
    if schemas is not None and not found:
        yield from _Made(spec, schemas).routes()


@dataclass(frozen=True, slots=True)
class _Made:
    spec: ResourceSpec
    schemas: ItemSchemas

    def routes(self) -> Iterator[RouteSpec]:
        spec, paths = self.spec, _paths(self.spec, self.spec.path)
        maker = OperationMaker(spec, self.schemas, id_schema(spec, self.schemas), _names(paths[0]))
        operations = {action.text: maker.make(action.text) for action, _ in spec.access}
        document = self._document(paths, operations)
        for action, requirement in spec.access:
            path = paths[action.text not in OF_ALL]
            at = ("paths", path, METHODS[action.text].lower())
            yield self._route(action, path, requirement, OperationSpec(operations[action.text], document, at))

    def _document(self, paths: tuple[str, str], operations: Mapping[str, Json]) -> Document:
        items: dict[str, Any] = {}
        for action, operation in operations.items():
            items.setdefault(paths[action not in OF_ALL], {})[METHODS[action].lower()] = operation
        value: dict[str, Json] = {
            "openapi": "3.1.0",
            "info": {"title": self.spec.name.text, "version": "1"},
            "paths": items,
            "components": {"schemas": self.schemas.components},
        }
        uri = f"limen:/resources/{self.spec.name}"
        return Document(uri, value, MadePlaces(self.spec.name.at, self.spec.schemas, self.schemas.origins))

    def _route(self, action: Text, path: str, requirement: Requirement, operation: OperationSpec) -> RouteSpec:
        spec, at = self.spec, self.spec.name.at
        written = spec.path.at if spec.path else at
        return RouteSpec(
            Text(f"{spec.name}.{action}", at),
            MatchSpec(Text(path, written), methods=(Text(METHODS[action.text], action.at),)),
            to=(DestinationSpec(spec.to),),
            require=requirement,
            rewrite=self._rewrite(action.text),
            contract=ContractSpec(
                at, own=operation, requests=spec.requests, answers=spec.answers, unknown_query=REFUSE
            ),
        )

    def _rewrite(self, action: str) -> RewriteSpec | None:
        there = self.spec.upstream_path
        if there is None or there.text == self._written():
            return None
        return RewriteSpec(path=Text(_paths(self.spec, there)[action not in OF_ALL], there.at))

    def _written(self) -> str:
        return _paths(self.spec, self.spec.path)[0]


def _paths(spec: ResourceSpec, path: Text | None) -> tuple[str, str]:
    """Of the collection and of one item."""
    whole = (path.text if path else f"/{spec.name}").rstrip("/")
    return whole or "/", f"{whole}/{{{spec.id}}}"


def _names(path: str) -> tuple[str, ...]:
    pattern = parse_pattern(path, prefix=False)
    return () if isinstance(pattern, BadPattern) else tuple(name for name, _ in pattern.parameters)


def _faults(spec: ResourceSpec) -> Iterator[Fault]:
    if not spec.access:
        message = f"nobody may do anything with resource `{spec.name}`"
        yield Fault(spec.name.at, "resource-closed", message, "`access: {list: viewer, read: viewer}`")
    page = spec.page
    if page is not None and page.size > page.most:
        message = f"{page.size} are given where nothing is asked, and {page.most} at most"
        yield Fault(spec.name.at, "page-size", message, "`size: {default: 20, max: 100}`")


def _unknown_members(spec: ResourceSpec, schemas: ItemSchemas) -> Iterator[Fault]:
    given = schemas.given.get("filters", {})
    asked = [("filter", one) for one in spec.filters if one.text not in given]
    for kind, name in [*asked, *(("order", one) for one in spec.sort), *(("fixed", one) for one in spec.fixed)]:
        if name.text not in schemas.properties:
            message = f"the schema of resource `{spec.name}` has no member `{name}`"
            yield Fault(name.at, f"{kind}-unknown", message, nearest(name.text, schemas.properties))
