"""Decisions: the latest that the workers have kept, and the explanation of one, by the id of its request.

What is kept, and what of it is never kept, is in docs/decisions/0102.
"""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field

from entrypoints.admin.peers import Peers
from entrypoints.admin.problem import described

MOST = 200
UNKNOWN, GONE = 404, 410


class Decision(BaseModel):
    request_id: str
    time: str = Field(examples=["2026-11-26T12:00:00Z"])
    method: str
    path: str
    status: int
    reason: str | None = Field(description="Of a refusal.")
    route: str | None
    subject: str | None
    client: str


class Decisions(BaseModel):
    noting: bool = Field(description="Whether decisions are kept: `limen serve --explain-last`.")
    kept: int = Field(description="By all workers together.")
    decisions: list[Decision] = Field(description="The latest first.")


_ELSE = described(_404="No worker has kept it.", _410="The configuration by which it was decided is gone.")


def decisions_router(peers: Peers) -> APIRouter:
    router = APIRouter(tags=["decisions"])

    @router.get("/-/decisions", operation_id="decisions", summary="The latest decisions that are kept")
    async def decisions(
        status: Annotated[int | None, Query(description="Only those with this status.")] = None,
        reason: Annotated[str | None, Query(description="Only refusals for this reason.")] = None,
        route: Annotated[str | None, Query(description="Only those of this route.")] = None,
        limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    ) -> Decisions:
        terms = {"status": status, "reason": reason, "route": route, "limit": limit}
        return _together(await peers.each("decisions", terms), limit)

    @router.get(
        "/-/decisions/{request_id}",
        operation_id="decision",
        summary="Why a request was decided as it was (docs/reference/explanation.schema.json)",
        responses=_ELSE,
    )
    async def decision(request_id: str) -> dict[str, Any]:
        return _found(await peers.each("decision", request_id))

    return router


def _together(answers: list[dict[str, Any]], limit: int) -> Decisions:
    told = [one["answer"] for one in answers if one["answer"] is not None]
    found = sorted((one for each in told for one in each["decisions"]), key=_moment, reverse=True)
    noting = any(each["noting"] for each in told)
    return Decisions(noting=noting, kept=sum(each["kept"] for each in told), decisions=found[:limit])


def _found(answers: list[dict[str, Any]]) -> dict[str, Any]:
    found = next((one["answer"] for one in answers if one["answer"] is not None), None)
    if found is None:
        raise HTTPException(UNKNOWN, "no worker has kept a decision of this request id")
    if found.get("gone"):
        raise HTTPException(GONE, "the configuration by which it was decided is gone")
    return dict(found)


def _moment(told: dict[str, Any]) -> float:
    return float(told["moment"])
