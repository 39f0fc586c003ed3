"""Tags: what operations are grouped by, in the words of the documents that have them; else in ours."""

from collections.abc import Iterable, Sequence
from typing import cast

from application.description.markdown import code
from application.description.offer import Offer
from application.description.operation import BY_ITSELF
from application.description.references import Members
from domain.plan.plan import Route
from domain.spec.document import Json

_OURS: Members = {"name": BY_ITSELF, "description": "Routes that the gateway answers by itself."}


def tags(used: Iterable[str], routes: Sequence[Route], offers: Sequence[Offer]) -> list[Members]:
    """Upstreams come first and the gateway last."""
    names = dict.fromkeys(used)
    upstreams = dict.fromkeys(name for route in routes for name in route.upstreams if name in names)
    known = _told(offers)
    found = [known.get(name) or _of_an_upstream(name) for name in upstreams]
    found += [known.get(name, {"name": name}) for name in names if name not in upstreams and name != BY_ITSELF]
    return [*found, _OURS] if BY_ITSELF in names else found


def _of_an_upstream(name: str) -> Members:
    return {"name": name, "description": f"Routes to the upstream {code(name)}."}


def _told(offers: Sequence[Offer]) -> dict[str, Members]:
    """Of documents that both tell of one tag, the first by its address counts."""
    documents = {offer.contract.operation.document for offer in offers}
    told: dict[str, Members] = {}
    for document in sorted(documents, key=lambda document: document.uri, reverse=True):
        for one in cast("list[Json]", document.value.get("tags") or []):
            if isinstance(one, dict) and "name" in one:
                told[str(one["name"])] = one
    return told
