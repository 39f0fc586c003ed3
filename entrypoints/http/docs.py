"""The documentation pages: `/docs` (Swagger UI) and `/redoc`, whole without any other host.

Nothing on them names another address, and the policy of each (Content Security Policy, level 3) would stop it. No
script is inline, and no style but those of Redoc that are allowed by their hashes. What `portal` says beside the
document stands in attributes of the page, where a script of ours reads it (docs/decisions/0134).
"""

import re
from html import escape
from string import Template

from fastapi import APIRouter, HTTPException, Request, Response

from domain.plan.plan import Plan
from domain.plan.portal import Portal, SignIn
from entrypoints.http.assets import maybe_asset, page
from entrypoints.http.caching import answered
from entrypoints.http.markup import page_response
from entrypoints.http.state import GatewayState

_ONLY_OURS = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# Redoc adds one style sheet as an element, and empty ones that it fills by script; its search is a worker.
_SHEET, _EMPTY = "QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc=", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
REDOC_POLICY = (
    f"{_ONLY_OURS}; connect-src 'self'; style-src 'self' 'sha256-{_SHEET}' 'sha256-{_EMPTY}'; worker-src blob:"
)
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?=/|$)")
REDIRECT_POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def docs_router(state: GatewayState) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def swagger() -> Response:
        portal = _portal(state.plan)
        return _page("swagger", portal, swagger_policy(portal))

    @router.get("/redoc")
    async def redoc() -> Response:
        return _page("redoc", _portal(state.plan), REDOC_POLICY)

    @router.get("/docs/oauth2-redirect.html")
    async def redirect() -> Response:
        """Where an issuer sends the browser back to: the same for every configuration."""
        return page_response(page("oauth2-redirect"), REDIRECT_POLICY)

    @router.get("/docs/assets/{name}")
    def asset(name: str, request: Request) -> Response:
        found = maybe_asset(name)
        if found is None:
            raise HTTPException(404)
        return answered(request, found.body, media_type=found.media_type, etag=found.etag)

    return router


def swagger_policy(portal: Portal) -> str:
    """Calls go to the gateway, by the addresses that it is said to have, and to the token endpoint; nowhere else."""
    tokens = (portal.sign_in.token,) if portal.sign_in else ()
    origins = " ".join(dict.fromkeys(map(_origin, (*portal.servers, *tokens))))
    return f"{_ONLY_OURS}; connect-src 'self' {origins}".rstrip() + "; style-src 'self'"


def _origin(address: str) -> str:
    """Empty where it could say more than an origin in a policy."""
    found = _ORIGIN.match(address)
    return found[0] if found else ""


def _page(name: str, portal: Portal, policy: str) -> Response:
    said = {"title": escape(portal.title or "Limen"), "sign_in": _attributes(portal.sign_in)}
    return page_response(Template(page(name)).substitute(said), policy)


def _attributes(sign_in: SignIn | None) -> str:
    if sign_in is None:
        return ""
    return f' data-client-id="{escape(sign_in.client_id)}" data-scopes="{escape(" ".join(sign_in.scopes))}"'


def _portal(plan: Plan | None) -> Portal:
    return plan.portal if plan else Portal()
