"""Links: what an upstream says of its other operations, said of those that are shown here; any other link goes.

Both sides are under other paths now: parameters of theirs are called as the public path calls them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from application.description.offer import Offer
from application.description.references import Members, pointer_of
from domain.spec.document import Document, Json

_FROM_THE_PATH = re.compile(r"(\$request\.path\.)([A-Za-z0-9_.~!#$%&'*+^`|-]+)")  # OpenAPI 3.1.1, 4.8.20.3

Names = Mapping[int, str]  # of the public path's parameters, by their places


@dataclass(frozen=True, slots=True)
class _Target:
    id: str
    names: Mapping[str, str]  # ours by theirs


Find = Callable[[Document, Members], _Target | None]


def linked(
    offers: Mapping[str, Offer], names: Mapping[str, Names], ids: Mapping[tuple[str, str], str]
) -> dict[str, Offer]:
    """`names` are by route, `ids` of operations by route and method."""
    if not any(offer.has_links for offer in offers.values()):
        return dict(offers)
    targets: dict[tuple[Document, object], _Target] = {}
    for (route, method), shown in ids.items():
        offer = offers.get(route)
        if offer is not None and offer.method in (method, ""):
            target = _Target(shown, _renamed(offer, names[route]))
            operation = offer.contract.operation
            targets.setdefault((operation.document, offer.name), target)
            targets.setdefault((operation.document, operation.at), target)

    def find(document: Document, link: Members) -> _Target | None:
        reference = link.get("operationRef")
        at = pointer_of(reference) if isinstance(reference, str) else link.get("operationId") or None
        return targets.get((document, at)) if isinstance(at, str | tuple) else None

    return {route: _mended(offer, find, _renamed(offer, names[route])) for route, offer in offers.items()}


def _renamed(offer: Offer, names: Names) -> dict[str, str]:
    return {theirs: names[place] for theirs, place in offer.places.items() if place in names}


def _mended(offer: Offer, find: Find, own: Mapping[str, str]) -> Offer:
    if not offer.has_links:
        return offer
    document = offer.contract.operation.document
    responses = cast(Members, offer.value["responses"])
    mended = {status: _response(told, document, find, own) for status, told in responses.items()}
    return replace(offer, value={**offer.value, "responses": mended})


def _response(told: Json, document: Document, find: Find, own: Mapping[str, str]) -> Json:
    links = told.get("links") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(links, dict):
        return told
    found = {
        name: _link(link, target, own)
        for name, link in links.items()
        if isinstance(link, dict) and (target := find(document, link)) is not None
    }
    rest = {key: one for key, one in told.items() if key != "links"}
    return {**rest, "links": cast(Json, found)} if found else rest


def _link(link: Members, target: _Target, own: Mapping[str, str]) -> Members:
    kept = {key: one for key, one in link.items() if key not in ("operationRef", "operationId", "server")}
    given = link.get("parameters")
    parameters = (
        {_called(name, target.names): _expression(one, own) for name, one in given.items()}
        if isinstance(given, dict)
        else {}
    )
    body = {"requestBody": _expression(link["requestBody"], own)} if "requestBody" in link else {}
    return {"operationId": target.id, **kept, **({"parameters": cast(Json, parameters)} if parameters else {}), **body}


def _called(name: str, names: Mapping[str, str]) -> str:
    place, dot, bare = name.rpartition(".")
    return f"{place}{dot}{names.get(bare, bare)}" if place in ("", "path") else name


def _expression(value: Json, own: Mapping[str, str]) -> Json:
    if not isinstance(value, str):
        return value
    return _FROM_THE_PATH.sub(lambda found: found[1] + own.get(found[2], found[2]), value)
