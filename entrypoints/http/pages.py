"""Pages: the gateway's own pages, imported and built when one is first asked for.

FastAPI and the models of its documents are half of what the process would import, and most processes never show a
page. A thread imports them, so that proxied traffic goes on meanwhile.
"""

import asyncio
from collections.abc import Awaitable, Callable

from entrypoints.http.proxy import Receive, Scope, Send
from entrypoints.http.running import Running

Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Pages:
    def __init__(self, build: Callable[[], Application]) -> None:
        self._build = build
        self._built: asyncio.Future[Application] | None = None  # one for all who wait for it

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._built is None:
            self._built = asyncio.ensure_future(asyncio.to_thread(self._build))
        application = await asyncio.shield(self._built)  # who leaves does not take it from the others
        await application(scope, receive, send)


def build_pages(running: Running, new_id: Callable[[], str]) -> Application:
    """FastAPI is imported here and nowhere before."""
    from entrypoints.http.app import build_app  # noqa: PLC0415

    return build_app(running, new_id)
