"""The gateway one writes by hand on FastAPI and aiohttp. It forwards; tokens, roles, limits and logs are not in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI, Request
from fastapi.responses import Response

ORIGIN = "http://127.0.0.1:9001/"
DROPPED = {"content-length", "connection", "transfer-encoding", "content-encoding"}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with aiohttp.ClientSession() as app.state.session:
        yield


app = FastAPI(lifespan=lifespan)


@app.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
async def proxy(path: str, request: Request) -> Response:
    headers = {name: value for name, value in request.headers.items() if name != "host"}
    session: aiohttp.ClientSession = request.app.state.session
    async with session.request(request.method, ORIGIN + path, data=await request.body(), headers=headers) as reply:
        kept = {name: value for name, value in reply.headers.items() if name.lower() not in DROPPED}
        return Response(await reply.read(), reply.status, kept)
