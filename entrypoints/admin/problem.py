"""Problems of the admin address: refused as everywhere (RFC 9457), without a reason of the callers' catalogue.

What operators are told is in no list that clients match on, so its type is `about:blank`: the status says what it is.
"""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from domain.message.refusal import PROBLEM_JSON

MEDIA_TYPE = PROBLEM_JSON.decode("ascii")
INVALID = 422


class Problem(BaseModel):
    type: str = "about:blank"
    title: str = Field(examples=["Not Found"])
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")


Described = dict[int | str, dict[str, Any]]


def described(**statuses: str) -> Described:
    """For the description of an operation: `_404="why"`."""
    return {
        int(status[1:]): {"description": words, "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}}
        for status, words in statuses.items()
    }


def refuse_by_problems(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _failed)


def problem(status: int, detail: str, instance: str) -> bytes:
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, instance=instance)
    return told.model_dump_json().encode()


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  it is the handler of these
    return _answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _misread(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    return _answer(request, INVALID, told, {})


async def _failed(request: Request, _error: Exception) -> Response:
    """The traceback is in the process's log."""
    return _answer(request, 500, "the gateway failed; its log says how", {})


def _answer(request: Request, status: int, detail: str, headers: dict[str, str]) -> Response:
    body = problem(status, detail, request.url.path)
    return Response(body, status, {**headers, "cache-control": "no-store"}, media_type=MEDIA_TYPE)
