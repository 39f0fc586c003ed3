"""Caching: an answer that may be kept but is asked about each time, so that an upgrade is never seen half."""

from fastapi import Request, Response

_KEPT_BUT_ASKED = "no-cache"  # RFC 9111, 5.2.2.4


def answered(request: Request, body: bytes, *, media_type: str, etag: str) -> Response:
    """304 where the caller has it already (RFC 9110, 13.1.2)."""
    headers = {"etag": etag, "cache-control": _KEPT_BUT_ASKED, "x-content-type-options": "nosniff"}
    if etag in _known(request):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "content-type": media_type})


def _known(request: Request) -> set[str]:
    said = request.headers.get("if-none-match", "")
    return {tag.strip().removeprefix("W/") for tag in said.split(",")}
