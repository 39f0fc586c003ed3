"""Status: which edition is in force, which one was refused and why, and what each worker serves."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from entrypoints.admin.peers import Peers

Trigger = Literal["start", "last-good", "file", "signal", "admin", "document"]


class Fault(BaseModel):
    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str
    text: str = Field(description="The line, its secrets masked.")
    caret: int = Field(description="The column in `text`; 0: there is no line to show.")
    docs: str


class Active(BaseModel):
    edition: str = Field(description="The hash of all that came into play: files, variables, secrets.")
    since: str = Field(examples=["2026-11-26T12:00:00Z"])
    trigger: Trigger
    ms: int = Field(description="How long it took, from the reading on.")
    routes: int


class Refused(BaseModel):
    edition: str
    since: str
    trigger: Trigger
    ms: int
    faults: list[Fault]


class Worker(BaseModel):
    pid: int | None = Field(description="null: it has not started yet.")
    edition: str | None
    ready: bool
    why: str | None = Field(description="Why it is not ready.")
    age: float = Field(description="Seconds since it was started.")


class Status(BaseModel):
    active: Active
    refused: Refused | None = Field(description="null: what was tried last is in force.")
    reloading: bool
    workers: list[Worker]


def status_router(peers: Peers) -> APIRouter:
    router = APIRouter(tags=["configuration"])

    @router.get("/-/status", operation_id="status", summary="What is in force, in which workers")
    async def status() -> Status:
        record, told = await peers.master("record"), await peers.each("state")
        return Status(**record, workers=[_worker(one) for one in told])

    return router


def _worker(told: dict[str, Any]) -> Worker:
    state = told["answer"] or {"ready": False, "why": "silent"}
    age = round(told["age"], 1)
    return Worker(pid=told["pid"], edition=told["edition"], ready=state["ready"], why=state["why"], age=age)
