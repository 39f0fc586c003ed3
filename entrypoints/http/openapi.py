"""`/openapi.json`: the gateway's own endpoints, as FastAPI describes them, and the proxied routes, as the plan does."""

from collections.abc import Callable
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from application.description.document import describe
from domain.plan.plan import Plan
from entrypoints.http.assets import etag
from entrypoints.http.caching import answered
from entrypoints.http.state import GatewayState

Document = dict[str, Any]

_OWN_TAG = {"name": "gateway", "description": "The gateway itself."}


def openapi_router(state: GatewayState, own: Callable[[], Document]) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    written = _Written(own)

    @router.get("/openapi.json")
    def openapi(request: Request) -> Response:
        body, tag = written.of(state.plan)
        return answered(request, body, media_type="application/json", etag=tag)

    return router


def merged(own: Document, routes: Document) -> Document:
    """The title of `own`, the description of `routes`, the parts of both. A route never has a path of ours."""
    tags = [tag for tag in routes["tags"] if tag["name"] != _OWN_TAG["name"]]
    return {
        **routes,
        "info": {**routes["info"], **own["info"]},
        "tags": [*tags, _OWN_TAG],
        "paths": {**routes["paths"], **own["paths"]},
        "components": _both(own.get("components", {}), routes["components"]),
    }


def _both(own: Document, routes: Document) -> Document:
    return {kind: {**own.get(kind, {}), **routes.get(kind, {})} for kind in sorted({*own, *routes})}


class _Written:
    """The document as bytes, written once a plan: with many routes that takes long enough to notice."""

    def __init__(self, own: Callable[[], Document]) -> None:
        self._own = own
        self._last: tuple[Plan | None, bytes, str] | None = None

    def of(self, plan: Plan | None) -> tuple[bytes, str]:
        last = self._last
        if last is None or last[0] is not plan:
            body = orjson.dumps(merged(self._own(), describe(plan)))
            self._last = last = (plan, body, etag(body))
        return last[1], last[2]
