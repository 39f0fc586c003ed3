"""A real HTTP server that introspects tokens and knows roles, as told: what adapters are held against."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

OTHER = object()


@dataclass
class IdentityService:
    origin: str = ""
    tokens: dict[str, Any] = field(default_factory=dict)  # answers by token
    subjects: dict[str, Any] = field(default_factory=dict)  # answers by subject
    forms: list[dict[str, str]] = field(default_factory=list)
    asked: list[web.Request] = field(default_factory=list)
    instead: web.Response | None = None  # of every answer
    gate: asyncio.Event | None = None

    async def introspect(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.forms.append(form)
        return await self._said(request, self.tokens.get(form["token"], {"active": False}))

    async def roles(self, request: web.Request) -> web.Response:
        answer = self.subjects.get(request.match_info["subject"], OTHER)
        return await self._said(request, answer)

    async def _said(self, request: web.Request, answer: Any) -> web.Response:
        self.asked.append(request)
        if self.gate is not None:
            await self.gate.wait()
        if self.instead is not None:
            return self.instead
        return web.Response(status=404) if answer is OTHER else web.json_response(answer)


@asynccontextmanager
async def identity_service() -> AsyncIterator[IdentityService]:
    service, app = IdentityService(), web.Application()
    app.router.add_post("/introspect", service.introspect)
    app.router.add_get("/subjects/{subject}/roles", service.roles)
    async with TestServer(app) as server:
        service.origin = str(server.make_url("/")).removesuffix("/")
        yield service
