"""Offers: an upstream's operation as a route offers it: at the public path, without what the gateway says in its place.

A parameter of the path goes by its place: the public pattern names it, and one that the route's rewrite fills with
something fixed is none any more. Nor is a header that the route sets or takes off on the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from application.description import uniting
from application.description.components import Components
from application.description.handled import handled
from application.description.references import Members, pointer_of
from application.description.shaped import shaped
from domain.composition.shape import Shape
from domain.contract.contract import Contract
from domain.plan.plan import Route
from domain.routing.pairing import paired, sent
from domain.spec.document import Json, OperationSpec, Pointer

_OURS = frozenset(("parameters", "security", "servers", "operationId"))
_SHOWN = frozenset(("x-codeSamples", "x-code-samples"))
_IGNORED = frozenset(("accept", "authorization", "content-type"))  # as parameters (OpenAPI 3.1.1, 4.8.12.2.1)


@dataclass(frozen=True, slots=True)
class Offer:
    contract: Contract
    value: Members  # the operation, without what the gateway says
    path: Mapping[int, Members]  # parameters by the segment of the public path
    parameters: tuple[Members, ...]  # of query, headers and cookies
    uses: frozenset[str]  # components
    places: Mapping[str, int]  # of the public path, by the names that the upstream has for them
    name: str = ""  # the upstream's id of it
    method: str = ""  # in capitals; empty: of no one
    has_links: bool = False

    @property
    def tells_answers(self) -> bool:
        """Whether it is known what can come back; else the contract is about requests alone."""
        return bool(self.value.get("responses"))


def operations_of(contract: Contract) -> tuple[OperationSpec, ...]:
    """What describes it, the first word first: what the route says itself goes before what the upstream says."""
    return (contract.own, contract.operation) if contract.own is not None else (contract.operation,)


def offer_of(route: Route, contract: Contract, components: Components) -> Offer:
    operation, at = contract.operation, contract.operation.at
    read = [components.operation(one.document, one.value) for one in operations_of(contract)]
    value = _over(*(one for one, _ in read))
    uses = {name for _, uses in read for name in uses}
    if route.shaping is not None:
        value = {**value, "responses": _in_shape(value.get("responses"), route.shaping.shape, components)}
        uses = components.used_in(value)
    parameters = [cast(Members, one) for one in cast("list[Json]", value.get("parameters") or [])]
    places = _places(route, operation)
    return Offer(
        contract,
        _said(value, route),
        {places[str(one["name"])]: one for one in parameters if one["in"] == "path" and one["name"] in places},
        tuple(one for one in parameters if _is_asked_for(one, route)),
        frozenset(uses),
        places,
        name=str(value.get("operationId") or ""),
        method=at[-1].upper() if at[:1] == ("paths",) else "",
        has_links=any(isinstance(one, dict) and "links" in one for one in _members(value.get("responses")).values()),
    )


def _in_shape(responses: Json, shape: Shape, components: Components) -> Json:
    """Successes alone are shaped; what says of itself that it may be any status may be one."""
    return {
        status: _shaped(one, shape, components, is_sure=status.startswith("2")) if status[:1] in "2d" else one
        for status, one in _members(responses).items()
    }


def _shaped(response: Json, shape: Shape, components: Components, *, is_sure: bool) -> Json:
    contents = _members(_members(response).get("content"))
    found = {media: _media(media, one, shape, components) for media, one in contents.items()}
    both = [found] if is_sure else [contents, found]
    return {**_members(response), "content": uniting.content(both)} if contents else response


def _media(name: str, media: Json, shape: Shape, components: Components) -> Json:
    is_json = name == "application/json" or name.partition(";")[0].strip().endswith("+json")
    return shaped(_members(media), shape, components.at) if is_json else media


def _over(own: Members, theirs: Members | None = None) -> Members:
    """Of a parameter that both describe, and of a status, the route's own word counts."""
    if theirs is None:
        return own
    mine = cast("list[Members]", own.get("parameters") or [])
    names = {(one["in"], one["name"]) for one in mine}
    others = [one for one in cast("list[Members]", theirs.get("parameters") or []) if _name(one) not in names]
    responses = {**_members(theirs.get("responses")), **_members(own.get("responses"))}
    return {**theirs, **own, "parameters": cast(Json, [*others, *mine]), "responses": responses}


def _name(parameter: Members) -> tuple[Json, Json]:
    return parameter["in"], parameter["name"]


def _said(value: Members, route: Route) -> Members:
    """Extensions are for whoever runs the upstream, save those that show how it is called."""
    said = {key: one for key, one in value.items() if key not in _OURS and (not key.startswith("x-") or key in _SHOWN)}
    return {**said, "responses": handled(said.get("responses") or {}, route.errors)}


def _members(value: Json) -> Members:
    return value if isinstance(value, dict) else {}


def _places(route: Route, operation: OperationSpec) -> dict[str, int]:
    """The segments of the public path by the parameters of the operation that they fill."""
    pattern = route.matcher.pattern
    rewrite = route.destinations[0].rewrite if route.destinations else None
    by_name = dict(pattern.parameters)
    filled = paired(_segments(operation, len(sent(pattern, rewrite))), pattern, rewrite)
    return {name: place for name, place in (by_name | filled).items() if place in by_name.values()}


def _segments(operation: OperationSpec, many: int) -> list[str]:
    """Of the path that the document has for it; a path item may stand elsewhere, for several paths."""
    *item, _ = operation.at or ("",)
    if item[:1] == ["paths"]:
        return item[1].strip("/").split("/")
    items = cast(Members, operation.document.value.get("paths") or {}).items() if item else ()
    paths = [path.strip("/").split("/") for path, one in items if _leads_to(one, tuple(item))]
    return next((path for path in paths if len(path) == many), paths[0] if paths else [])


def _leads_to(item: Json, there: Pointer) -> bool:
    reference = _members(item).get("$ref")
    return isinstance(reference, str) and pointer_of(reference) == there


def _is_asked_for(parameter: Mapping[str, Json], route: Route) -> bool:
    name = str(parameter["name"]).lower()
    if parameter["in"] == "header":
        return name not in _IGNORED and not (route.destinations and _is_said(name.encode(), route))
    return parameter["in"] in ("query", "cookie")


def _is_said(name: bytes, route: Route) -> bool:
    """Whether every way drops what a caller says in this header, or says it itself."""
    return all(name in way.request.dropped for way in route.destinations)
