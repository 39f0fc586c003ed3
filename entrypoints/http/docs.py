"""The documentation pages: `/docs` (Swagger UI) and `/redoc`, whole without any other host.

Nothing on them names another address, and the policy of each (Content Security Policy, level 3) would stop it. No
script is inline, and no style but those of Redoc that are allowed by their hashes.
"""

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from entrypoints.http.assets import maybe_asset, page
from entrypoints.http.caching import answered

_ONLY_OURS = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SWAGGER_POLICY = f"{_ONLY_OURS}; style-src 'self'"
# Redoc adds one style sheet as an element, and empty ones that it fills by script; its search is a worker.
_SHEET, _EMPTY = "QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc=", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
REDOC_POLICY = f"{_ONLY_OURS}; style-src 'self' 'sha256-{_SHEET}' 'sha256-{_EMPTY}'; worker-src blob:"

docs_router = APIRouter(include_in_schema=False)


@docs_router.get("/docs")
async def swagger() -> Response:
    return _page(page("swagger"), SWAGGER_POLICY)


@docs_router.get("/redoc")
async def redoc() -> Response:
    return _page(page("redoc"), REDOC_POLICY)


@docs_router.get("/docs/assets/{name}")
def asset(name: str, request: Request) -> Response:
    found = maybe_asset(name)
    if found is None:
        raise HTTPException(404)
    return answered(request, found.body, media_type=found.media_type, etag=found.etag)


def _page(html: str, policy: str) -> Response:
    headers = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
    }
    return HTMLResponse(html, headers=headers)
