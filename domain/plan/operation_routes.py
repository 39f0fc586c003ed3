"""Routes from the operations of an upstream's document, as anybody could have written them; placed by its lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from domain.openapi.names import kebab, take
from domain.openapi.operations import Operation, Operations
from domain.openapi.selecting import in_vain, is_meant
from domain.openapi.servers import base_path
from domain.plan.operation_access import OperationAccess
from domain.spec.contract import ContractSpec
from domain.spec.document import Document, Json, OperationSpec
from domain.spec.fault import Fault, unknown
from domain.spec.from_openapi import FromOpenApiSpec
from domain.spec.place import Text
from domain.spec.route import DestinationSpec, MatchSpec, RewriteSpec, RouteSpec
from domain.spec.spec import Spec

_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_NO_NAME = re.compile(r"[^A-Za-z0-9_]")


@dataclass(slots=True)
class OperationRoutes:
    """Of one spec. What two operations would both take is a fault that names both."""

    spec: Spec
    faults: list[Fault]
    _named: set[str] = field(default_factory=set)
    _taken: dict[tuple[str, str], Operation] = field(default_factory=dict)

    def of(self, section: FromOpenApiSpec) -> Iterator[RouteSpec]:
        document = self._document(section)
        if document is None:
            return
        operations = Operations(document)
        access = OperationAccess(section, self.spec.default_require, self.faults)
        self.faults.extend([*in_vain(section.include, operations), *in_vain(section.exclude, operations)])
        self.faults.extend(access.in_vain(operations))
        self.faults.extend(_unrooted(section))
        meant = [one for one in operations.all if _is_wanted(one, section)]
        if not meant:
            message = f"no operation of upstream `{section.upstream}` becomes a route"
            self.faults.append(Fault(section.name.at, "operations-none", message, "a wider `include`"))
        for one in meant:
            yield self._route(one, section, document, access)

    def _document(self, section: FromOpenApiSpec) -> Document | None:
        upstreams = {one.name.text: one for one in self.spec.upstreams}
        upstream = upstreams.get(section.upstream.text)
        if upstream is None:
            self.faults.append(unknown("upstream", section.upstream.text, section.upstream.at, upstreams))
            return None
        if upstream.document is None:
            message = f"upstream `{section.upstream}` brings no OpenAPI document"
            hint = f"`{section.upstream}: {{openapi: …}}` below `upstreams`"
            self.faults.append(Fault(section.upstream.at, "document-missing", message, hint))
        return upstream.document

    def _route(
        self, operation: Operation, section: FromOpenApiSpec, document: Document, access: OperationAccess
    ) -> RouteSpec:
        at = operation.place
        base = base_path(document) if section.base is None else _begin(section.base)
        prefix = base if section.prefix is None else _begin(section.prefix)
        path = pattern_of(operation.path)
        self._alone(operation, prefix + path)
        rewrite = RewriteSpec(path=Text(base + path, at)) if base != prefix else None
        value = operation.spec.value
        return RouteSpec(
            Text(take(f"{section.name}.{kebab(operation.name)}", self._named), at),
            MatchSpec(Text(prefix + path, at), methods=(Text(operation.method, at),)),
            to=(DestinationSpec(section.upstream),),
            rewrite=rewrite,
            require=access.of(operation),
            description=str(value.get("summary") or value.get("description") or ""),
            contract=ContractSpec(at, own=_renamed(operation.spec), requests=section.contract),
        )

    def _alone(self, operation: Operation, path: str) -> None:
        key = operation.method, _PARAMETER.sub("{}", path)
        first = self._taken.setdefault(key, operation)
        if first is not operation:
            message = f"operation `{operation.name}` has the place of `{first.name}` at {first.place}: {key[0]} {path}"
            self.faults.append(
                Fault(operation.place, "operations-collide", message, "another `prefix`, or `exclude` one")
            )


def _unrooted(section: FromOpenApiSpec) -> Iterator[Fault]:
    """Told once, and not of each path that would begin so."""
    for begin in (section.prefix, section.base):
        if begin is not None and not begin.text.startswith("/"):
            yield Fault(begin.at, "path-malformed", f"`{begin}`: a path starts with /", f"`/{begin}`")


def _begin(written: Text) -> str:
    return f"/{written.text.strip('/')}".rstrip("/")


def pattern_of(path: str) -> str:
    """A path of a document with names of parameters that a pattern may have."""
    return _PARAMETER.sub(lambda found: f"{{{_parameter(found[1])}}}", path)


def _is_wanted(operation: Operation, section: FromOpenApiSpec) -> bool:
    is_in = section.include.is_empty or is_meant(operation, section.include)
    return is_in and not is_meant(operation, section.exclude)


def _parameter(name: str) -> str:
    """A name that a path's pattern may have."""
    plain = _NO_NAME.sub("_", name)
    return f"_{plain}" if plain[0].isdecimal() else plain


def _renamed(spec: OperationSpec) -> OperationSpec:
    """With the names that parameters have in the pattern."""
    parameters = spec.value.get("parameters")
    listed: list[Any] = parameters if isinstance(parameters, list) else []
    named: list[Json] = [{**one, "name": _parameter(one["name"])} if one.get("in") == "path" else one for one in listed]
    return spec if named == listed else replace(spec, value={**spec.value, "parameters": named})
