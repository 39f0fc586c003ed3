"""An authorization server and a role service for whole-process tests: a thread a question, told what to say."""

import json
import threading
from base64 import b64decode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote

from tests.e2e.serving import free_port


class IdentityServer:
    """On a port of its own; `stop` and `start` make it vanish and come back there."""

    def __init__(self) -> None:
        self.port = free_port()
        self.tokens: dict[str, dict[str, Any]] = {}
        self.subjects: dict[str, Any] = {}
        self.asked: list[str] = []
        self.clients: list[str] = []
        self.hold = threading.Event()  # every answer waits for it
        self.hold.set()
        self._server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hold.set()
        self.stop()

    def start(self) -> None:
        if self._server is not None:
            return
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def introspected(self, form: str, client: str) -> dict[str, Any]:
        token = parse_qs(form)["token"][0]
        self.asked.append(token)
        self.clients.append(client)
        return self.tokens.get(token, {"active": False})

    def roles(self, path: str) -> Any:
        self.asked.append(path)
        return self.subjects.get(unquote(path.removeprefix("/subjects/").removesuffix("/roles")))


def _handler(service: IdentityServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["content-length"])).decode()
            basic = b64decode(self.headers["authorization"].removeprefix("Basic ")).decode()
            self._say(lambda: service.introspected(form, basic))

        def do_GET(self) -> None:
            self._say(lambda: service.roles(self.path))

        def _say(self, answer: Callable[[], Any]) -> None:
            said = answer()
            service.hold.wait(30)
            body = json.dumps(said).encode()
            self.send_response(404 if said is None else 200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Nothing."""

    return Handler
