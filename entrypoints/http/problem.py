"""Problems: the gateway's own pages refuse as the proxy does, in the same document and with the same headers."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

import orjson
from fastapi import Request, Response
from starlette.exceptions import HTTPException

from domain.message.headers import Header
from domain.message.reason import GATEWAY_FAULT, METHOD_NOT_ALLOWED, ROUTE_UNKNOWN
from domain.message.refusal import PROBLEM_JSON, Refusal, problem

NewId = Callable[[], str]  # makes the id of one more call, in ASCII
Handler = Callable[[Request, Exception], Awaitable[Response]]

_IN_PATHS = "/:@!$&'()*+,;="  # RFC 3986, 3.3
_REASONS = {404: ROUTE_UNKNOWN, 405: METHOD_NOT_ALLOWED}


def refused(refusal: Refusal, request: Request, request_id: str) -> Response:
    instance = quote(request.url.path, safe=_IN_PATHS)
    body = orjson.dumps(problem(refusal, instance=instance, request_id=request_id))
    answer = Response(body, refusal.status, media_type=PROBLEM_JSON.decode("ascii"))
    answer.headers["cache-control"] = "no-store"
    answer.headers["x-request-id"] = request_id
    for name, value in refusal.headers:
        answer.headers[name.decode("ascii")] = value.decode("ascii")
    return answer


def refusing(new_id: NewId) -> Handler:
    """An exception handler: 404 and 405 of the router, and a fault of ours that nobody is told more of."""

    async def refuse(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        reason = _REASONS.get(status, GATEWAY_FAULT)
        return refused(Refusal(reason, headers=_allow(error)), request, new_id())

    return refuse


def _allow(error: Exception) -> tuple[Header, ...]:
    allowed = (getattr(error, "headers", None) or {}).get("Allow")
    return ((b"allow", allowed.encode("ascii")),) if allowed else ()
