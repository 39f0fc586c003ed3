"""The document: a plan's routes as OpenAPI 3.1, whole and valid by itself.

A view chooses operations, and the components that these reach and no other.
"""

from application.description.access import schemes
from application.description.markdown import code, paragraphs
from application.description.prepared import PROBLEM, Prepared, prepared
from application.description.problem import MEDIA_TYPE, problem_schema
from application.description.response import refusal_responses
from application.description.shown import Shown, Shows
from application.description.tags import tags
from application.description.views import everything, published
from domain.plan.plan import Plan, Route
from domain.plan.portal import Portal

_ABOUT = f"""The routes of this gateway, made from its configuration.

Every refusal of the gateway is {code(MEDIA_TYPE)} (RFC 9457) with a stable {code("reason")} and a {code("request_id")}
that finds the call in its log. Whatever else comes back is the answer of the service behind the route."""


def describe(
    plan: Plan | None, shows: Shows = published, *, title: str = "Limen", version: str = "1"
) -> dict[str, object]:
    """Without a plan there are no routes yet, but refusals all the same."""
    return view(prepared(plan) if plan else None, shows, title=title, version=version)


def view(known: Prepared | None, shows: Shows, *, title: str, version: str) -> dict[str, object]:
    """The operations that `shows` lets through. What only others reach is not in it."""
    portal = known.plan.portal if known else Portal()
    shown = Shown(known, shows) if known else None
    paths = shown.paths() if shown else {}
    uses = (name for offer in shown.offers for name in offer.uses) if shown else ()
    return {
        "openapi": "3.1.0",
        "info": _info(portal, title, version),
        **({"servers": [{"url": server} for server in portal.servers]} if portal.servers else {}),
        "tags": tags(shown.tags, shown.routes, shown.offers) if shown else [],
        "paths": paths,
        "components": {
            "schemas": {PROBLEM: problem_schema(), **(known.components.reached(uses) if known else {})},
            "responses": refusal_responses(),
            "securitySchemes": schemes(known.plan, _told(known.plan, shows)) if known else {},
        },
    }


def _told(plan: Plan, shows: Shows) -> list[Route]:
    """Whose callers are told how to show who they are: also those who see a route only once they have."""
    return [route for route in plan.routes if route.published or shows is everything]


def _info(portal: Portal, title: str, version: str) -> dict[str, object]:
    who = portal.contact
    contact = {key: one for key in ("name", "url", "email") if who and (one := getattr(who, key))}
    return {
        "title": portal.title or title,
        "version": portal.version or version,
        "description": paragraphs(portal.description, _ABOUT),
        **({"contact": contact} if contact else {}),
    }
