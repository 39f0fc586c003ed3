"""A document from an address: fetched as it is read, kept, and its kept copy used where there is none."""

from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from adapters.config.openapi import fetching
from adapters.config.yaml_source import YamlConfigSource
from application.ports.config import Edition
from domain.spec.spec import Spec
from tests.docs.documents import ORDERS_TEXT


class Server(HTTPServer):
    status, body = 200, ORDERS_TEXT.encode()
    ended: Event | None = None  # until it is set, a letter is sent now and then

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/openapi.json"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.send_response(self.server.status)
        self.send_header("location", "/other")
        self.end_headers()
        with suppress(OSError):
            while self.server.ended is not None and not self.server.ended.wait(0.01):
                self.wfile.write(b" ")
            self.wfile.write(self.server.body)

    def log_message(self, *_: Any) -> None:
        """Nobody asked."""


@pytest.fixture(name="server")
def _server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def edition(folder: Path, url: str, more: str = ", keep: kept.json, refresh: 1m") -> Edition:
    path = folder / "gateway.yaml"
    upstream = f'{{targets: [{{url: "http://o:1"}}], openapi: {{url: "{url}"{more}}}}}'
    path.write_text(
        f'version: 1\nupstreams: {{orders: {upstream}}}\nroutes: {{a: {{match: "/", to: orders, require: public}}}}\n'
    )
    return YamlConfigSource(path, {}).read()


def title(found: Edition) -> str:
    assert isinstance(found.spec, Spec), found.spec
    document = found.spec.upstreams[0].document
    assert document is not None
    info: Any = document.value["info"]
    return str(info["title"])


def codes(found: Edition) -> list[str]:
    assert isinstance(found.spec, tuple)
    return [fault.code for fault in found.spec]


def test_a_document_is_fetched_and_a_copy_is_kept(server: Server, tmp_path: Path) -> None:
    first = edition(tmp_path, server.url)
    assert title(first) == "Orders"
    assert first.refresh == 60
    assert (tmp_path / "kept.json").read_text() == ORDERS_TEXT
    server.body = ORDERS_TEXT.replace('"title": "Orders"', '"title": "Others"').encode()
    second = edition(tmp_path, server.url)
    assert title(second) == "Others"
    assert second.hash != first.hash


@pytest.mark.parametrize(("status", "body"), [(503, b"{}"), (302, b""), (200, b"\xff"), (200, b"{"), (200, b"{}")])
def test_the_kept_copy_takes_its_place_with_a_warning(
    status: int, body: bytes, server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = edition(tmp_path, server.url)
    server.status, server.body = status, body
    found = edition(tmp_path, server.url)
    assert title(found) == "Orders"
    assert found.hash == good.hash
    assert "the last good copy of a document is used" in caplog.text
    assert (tmp_path / "kept.json").read_text() == ORDERS_TEXT


def test_without_a_copy_that_is_a_fault_at_the_key(server: Server, tmp_path: Path) -> None:
    server.status = 404
    found = edition(tmp_path, server.url, "")
    assert codes(found) == ["document-unreachable"]
    assert isinstance(found.spec, tuple)
    assert found.spec[0].message == f"`{server.url}` gives no document: it answers 404"
    assert codes(edition(tmp_path, "http://127.0.0.1:1/")) == ["document-unreachable"]


def test_a_fault_in_a_document_is_placed_at_its_address(server: Server, tmp_path: Path) -> None:
    server.body = b'{"openapi": "3.1.0", "paths": {"/a": {"$ref": "other.json"}}}'
    found = edition(tmp_path, server.url, "")
    assert isinstance(found.spec, tuple)
    assert str(found.spec[0].at) == f"{server.url}:1:39"
    assert codes(found) == ["document-reference"]


def test_what_is_too_large_is_not_read(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 100)
    assert codes(edition(tmp_path, server.url, "")) == ["document-unreachable"]


def test_who_sends_a_letter_now_and_then_is_not_waited_for_without_an_end(server: Server, tmp_path: Path) -> None:
    server.ended = Event()
    assert codes(edition(tmp_path, server.url, ", timeout: 100ms")) == ["document-unreachable"]
    server.ended.set()


def test_plain_http_is_for_loopback_addresses(tmp_path: Path) -> None:
    assert codes(edition(tmp_path, "http://orders.example/openapi.json")) == ["address-insecure"]
    assert codes(edition(tmp_path, "http://127.0.0.1:1/", ", file: a.json")) == ["document-source"]
