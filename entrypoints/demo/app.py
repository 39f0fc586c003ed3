"""What every demo service is: a FastAPI app with `/health`, and answers that can always be written as JSON.

The body of a 422 names the place and the complaint but does not repeat the input: a lone surrogate or a NaN that was
sent to us could not be sent back, and the 422 would become a 500.
"""

from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field


class Problem(BaseModel):
    """What a 404 or 409 of a demo service says."""

    detail: Annotated[str, Field(examples=["there is no order 7"])]


Found = TypeVar("Found")
Answers = dict[int | str, dict[str, Any]]
NOT_FOUND: Answers = {404: {"model": Problem, "description": "There is no such row"}}
TAKEN: Answers = {409: {"model": Problem, "description": "Another row has this value already"}}


class Health(BaseModel):
    status: Annotated[str, Field(examples=["ok"])]


def service_app(title: str, description: str) -> FastAPI:
    app = FastAPI(title=title, description=description, version="1.0.0")
    app.add_exception_handler(RequestValidationError, _complain)
    app.get("/health", tags=["health"], summary="The process lives")(health)
    return app


def health() -> Health:
    return Health(status="ok")


def found(maybe: Found | None, what: str) -> Found:
    """`maybe`, or a 404 that names what was asked for."""
    if maybe is None:
        raise HTTPException(404, f"there is no {what}")
    return maybe


async def _complain(_: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else ()
    return JSONResponse({"detail": [{key: fault[key] for key in ("type", "loc", "msg")} for fault in faults]}, 422)
