"""Reload: asks for one, and waits for what comes of it. 200 where it was taken up, 422 with the faults where not."""

from typing import Annotated, Literal

from fastapi import APIRouter, Header, HTTPException, Response
from pydantic import BaseModel, Field

from entrypoints.admin.peers import Peers
from entrypoints.admin.status import Fault, Trigger

REFUSED = 422


class Outcome(BaseModel):
    outcome: Literal["accepted", "refused"]
    edition: str
    active: str = Field(description="The edition that is in force now.")
    since: str
    trigger: Trigger
    ms: int
    routes: int | None = None
    faults: list[Fault] = []


def reload_router(peers: Peers) -> APIRouter:
    router = APIRouter(tags=["configuration"])

    @router.post(
        "/-/reload",
        operation_id="reload",
        summary="Read the configuration, and take it up in all workers or in none",
        responses={REFUSED: {"model": Outcome, "description": "Refused: nothing has changed."}},
    )
    async def reload(response: Response, origin: Annotated[str | None, Header()] = None) -> Outcome:
        if origin is not None:  # whatever a browser is made to send has one, and no tool does
            raise HTTPException(403, "a web page may not ask for this")
        outcome = Outcome(**await peers.master("reload"))
        if outcome.outcome == "refused":
            response.status_code = REFUSED
        return outcome

    return router
