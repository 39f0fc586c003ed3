"""`/docs/home`: the landing page: what the API is, where it is described, how to get access.

Made of the same document that is shown to whoever asks, so that it names nothing that they may not see. It is read
without a script. `portal.home` gives it a second, shorter address, by a route (domain/plan/expansion.py).
"""

import asyncio
from collections.abc import Iterator
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from entrypoints.http.descriptions import Descriptions
from entrypoints.http.markup import inline, link, paragraph, plain_page, rows, section
from entrypoints.http.problem import NewId
from entrypoints.http.proxy import read_head
from entrypoints.http.state import GatewayState

ROOT = "../"
_PAGES = (
    ("docs", "Try it", "every operation, with a form to call it"),
    ("redoc", "Read it", "the same on one page"),
    ("openapi.json", "For programs", "the OpenAPI document"),
    ("docs/problems", "Refusals", "why a call is refused, and what to do"),
)


def landing_router(state: GatewayState, descriptions: Descriptions, new_id: NewId) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/docs/home")
    async def landing(request: Request) -> Response:
        """Whoever shows a bad credential sees what anybody sees."""
        plan, asker = await state.asked_by(read_head(request.scope), new_id())
        shown = await asyncio.to_thread(descriptions.of, plan, asker)
        return _page(orjson.loads(shown.body))

    return router


def _page(document: dict[str, Any]) -> Response:
    info = document["info"]
    parts = [
        *map(paragraph, map(inline, info["description"].split("\n\n"))),
        section("The documentation", rows([("Page", "What it has"), *_links()])),
        section("How to get access", *_access(document["components"]["securitySchemes"])),
        section("What there is", rows([("Part", "About"), *_parts(document["tags"])])),
        *_contact(info.get("contact", {})),
    ]
    return plain_page(f"{info['title']} {info['version']}", *parts, root=ROOT)


def _links() -> Iterator[tuple[str, str]]:
    for address, name, words in _PAGES:
        yield link(ROOT + address, name), inline(words)


def _access(schemes: dict[str, Any]) -> Iterator[str]:
    if not schemes:
        yield paragraph("No operation needs a credential.")
        return
    signs_in = any(scheme["type"] == "oauth2" for scheme in schemes.values())
    if signs_in:
        yield paragraph(f"Sign in on the {link(ROOT + 'docs', 'documentation page')}, under <b>Authorize</b>.")
    told = [(f"<code>{inline(name)}</code>", inline(one.get("description", ""))) for name, one in schemes.items()]
    yield rows([("Credential", "What it is"), *told])


def _parts(tags: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for tag in tags:
        yield inline(tag["name"]), inline(tag.get("description", ""))


def _contact(who: dict[str, str]) -> Iterator[str]:
    """An address is no link: nobody has looked at where it leads."""
    if told := [who[key] for key in ("name", "email", "url") if key in who]:
        yield section("Whom to ask", paragraph(inline(", ".join(told))))
