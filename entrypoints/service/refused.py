"""Refused: how a dependency says no, and the problem document that becomes of it."""

from fastapi import HTTPException, Request, Response

from domain.message.refusal import Refusal
from entrypoints.http.problem import refused


class Refused(HTTPException):
    """An HTTPException, so that an application which does not know it refuses all the same, in fewer words."""

    def __init__(self, refusal: Refusal, request_id: str) -> None:
        named = {name.decode("ascii"): value.decode("ascii") for name, value in refusal.headers}
        super().__init__(refusal.status, refusal.reason.detail, {**named, "cache-control": "no-store"})
        self.refusal = refusal
        self.request_id = request_id

    @property
    def reason(self) -> str:
        return self.refusal.reason.name


async def answered(request: Request, error: Exception) -> Response:
    """The exception handler: `application/problem+json`, as the gateway's own."""
    assert isinstance(error, Refused)  # noqa: S101  it is registered for no other
    return refused(error.refusal, request, error.request_id)
