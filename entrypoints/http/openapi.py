"""`/openapi.json`: the gateway's own endpoints, as FastAPI describes them, and the proxied routes, as the plan does.

Where the portal shows each caller what they may call, whoever asks is known by the doors of the routes themselves.
"""

import asyncio

from fastapi import APIRouter, Request, Response

from application.description.views import depends_on_asker
from domain.message.refusal import Refusal
from domain.plan.plan import Plan
from entrypoints.http.caching import answered
from entrypoints.http.descriptions import Descriptions
from entrypoints.http.problem import NewId, refused
from entrypoints.http.proxy import read_head
from entrypoints.http.state import GatewayState

_FOR_ONE = "private, no-cache"


def openapi_router(state: GatewayState, descriptions: Descriptions, new_id: NewId) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/openapi.json")
    async def openapi(request: Request) -> Response:
        request_id = new_id()
        plan, asker = await state.asked_by(read_head(request.scope), request_id)
        if isinstance(asker, Refusal) and depends_on_asker(plan):
            return refused(asker, request, request_id)
        shown = await asyncio.to_thread(descriptions.of, plan, asker)
        answer = answered(request, shown.body, media_type="application/json", etag=shown.etag)
        if depends_on_asker(plan):
            answer.headers["cache-control"] = _FOR_ONE
            answer.headers["vary"] = ", ".join(_told_by(plan))
        return answer

    return router


def _told_by(plan: Plan | None) -> list[str]:
    """The headers by which callers of a plan are known."""
    assert plan is not None  # noqa: S101  it depends on who asks
    cookie = ["cookie"] if plan.cookies else []
    keys = [keys.header.decode("latin-1") for keys in plan.api_keys.values()]
    certificates = [one.header.decode("latin-1") for one in plan.certificates.values()]
    return list(dict.fromkeys(["authorization", *cookie, *keys, *certificates]))
