"""Pages are built once, when the first is asked for, and no sooner."""

import asyncio

from entrypoints.http.pages import Application, Pages
from entrypoints.http.proxy import Message, Receive, Scope, Send


async def receive() -> Message:
    raise AssertionError("nothing is read")


async def send(message: Message) -> None:
    raise AssertionError("nothing is sent")


async def test_pages_are_built_once_for_all_who_wait() -> None:
    built: list[str] = []
    served: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        served.append(scope["raw_path"])

    def build() -> Application:
        built.append("built")
        return application

    pages = Pages(build)
    assert built == []
    await asyncio.gather(*(pages({"raw_path": path}, receive, send) for path in ("/docs", "/redoc")))
    await pages({"raw_path": "/docs"}, receive, send)
    assert (built, served) == (["built"], ["/docs", "/redoc", "/docs"])
