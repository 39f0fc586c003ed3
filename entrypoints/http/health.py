"""Health: how vitals.py's answers are described, and given where FastAPI is asked."""

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from application.description.problem import MEDIA_TYPE, SCHEMA_REF
from domain.message.reason import GATEWAY_NOT_READY, KEYS_UNAVAILABLE, REVOCATION_UNAVAILABLE
from entrypoints.http.problem import NewId
from entrypoints.http.state import GatewayState
from entrypoints.http.vitals import vital

_RETRY_AFTER = {"description": "Seconds after which to ask again.", "schema": {"type": "string"}, "example": "1"}
_UNREADY: dict[int | str, dict[str, Any]] = {
    503: {
        "description": " Or: ".join(
            one.detail for one in (GATEWAY_NOT_READY, KEYS_UNAVAILABLE, REVOCATION_UNAVAILABLE)
        ),
        "headers": {"Retry-After": _RETRY_AFTER},
        "content": {MEDIA_TYPE: {"schema": SCHEMA_REF}},
    }
}


class Alive(BaseModel):
    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    status: Literal["ready"] = "ready"
    troubles: list[Literal["revocation-stale"]] | None = None


def health_router(state: GatewayState, new_id: NewId) -> APIRouter:
    router = APIRouter(tags=["gateway"])

    async def answer(request: Request) -> Response:
        found = vital(request.url.path.encode("ascii"), state, new_id)
        headers = {name.decode("ascii"): value.decode("ascii") for name, value in found.headers}
        return Response(found.body, found.status, headers)

    described: dict[str, dict[str, Any]] = {
        "/health": {"operation_id": "gateway-health", "summary": "The process lives", "response_model": Alive},
        "/ready": {
            "operation_id": "gateway-ready",
            "summary": "It may be sent traffic",
            "response_model": Ready,
            "responses": _UNREADY,
        },
    }
    for path, terms in described.items():
        router.get(path, **terms)(answer)
        router.head(path, include_in_schema=False, response_model=None)(answer)
    return router
