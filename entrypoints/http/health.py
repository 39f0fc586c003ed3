"""Health: `/health` says that the process lives, `/ready` that it may be sent traffic. Neither asks an upstream.

An upstream's illness is no reason to restart the gateway or to take it from its load balancer; breakers see to that.
"""

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from application.description.problem import MEDIA_TYPE, SCHEMA_REF
from domain.message.reason import GATEWAY_NOT_READY
from domain.message.refusal import Refusal
from entrypoints.http.problem import NewId, refused
from entrypoints.http.state import GatewayState

NOT_READY = Refusal(GATEWAY_NOT_READY, headers=((b"retry-after", b"1"),))

_RETRY_AFTER = {"description": "Seconds after which to ask again.", "schema": {"type": "string"}, "example": "1"}
_UNREADY: dict[int | str, dict[str, Any]] = {
    503: {
        "description": GATEWAY_NOT_READY.detail,
        "headers": {"Retry-After": _RETRY_AFTER},
        "content": {MEDIA_TYPE: {"schema": SCHEMA_REF}},
    }
}


class Alive(BaseModel):
    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    status: Literal["ready"] = "ready"


def health_router(state: GatewayState, new_id: NewId) -> APIRouter:
    router = APIRouter(tags=["gateway"])

    async def health(response: Response) -> Alive:
        response.headers["cache-control"] = "no-store"
        return Alive()

    async def ready(request: Request, response: Response) -> Any:
        if not state.is_ready:
            return refused(NOT_READY, request, new_id())
        response.headers["cache-control"] = "no-store"
        return Ready()

    router.get("/health", operation_id="gateway-health", summary="The process lives")(health)
    router.get(
        "/ready",
        operation_id="gateway-ready",
        summary="It may be sent traffic",
        response_model=Ready,
        responses=_UNREADY,
    )(ready)
    for path, endpoint in (("/health", health), ("/ready", ready)):  # monitors like to ask with HEAD
        router.head(path, include_in_schema=False, response_model=None)(endpoint)
    return router
