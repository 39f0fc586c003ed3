"""A service that publishes a document, over a real socket: it can change it, fail, and let its bytes drip."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

PATH = "/openapi.json"


class DocumentServer(ThreadingHTTPServer):
    daemon_threads = True
    status, body = 200, b""
    asked = 0  # times for the document
    drips: tuple[bytes, bytes] | None = (
        None  # in the place of an answer: what it begins with, and comes again and again
    )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{PATH}"


class Handler(BaseHTTPRequestHandler):
    server: DocumentServer

    def do_GET(self) -> None:
        if self.path != PATH:
            return self._answer(200, b"ok")
        self.server.asked += 1
        if self.server.drips is not None:
            return self._drip(*self.server.drips)
        return self._answer(self.server.status, self.server.body)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("location", "/other")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, head: bytes, drop: bytes) -> None:
        try:
            self.wfile.write(head)
            while not Event().wait(0.01):
                self.wfile.write(drop)
        except OSError:
            """Nobody waits for more."""

    def log_message(self, *_: Any) -> None:
        """Nobody asked."""


@contextmanager
def serving_document(body: str) -> Iterator[DocumentServer]:
    with DocumentServer(("127.0.0.1", 0), Handler) as server:
        server.body = body.encode()
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
