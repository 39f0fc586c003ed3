"""A document that changes at its address: `limen serve` asks for it again, and takes up what is good."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.serving import Served, call, until
from tests.fakes.document_server import DocumentServer, serving_document

pytestmark = pytest.mark.e2e
BROKEN = b'{"openapi": "3.1.0", "paths": {"/a": {"$ref": "nowhere.json"}}}'


def document(*names: str) -> str:
    answers = {"200": {"description": "As asked."}}
    paths: dict[str, Any] = {f"/{name}": {"get": {"tags": ["open"], "responses": answers}} for name in names}
    return json.dumps({"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": paths})


def config(server: DocumentServer, more: str = "") -> str:
    return (
        f"version: 1\nupstreams:\n  shop:\n    targets: [{{url: 'http://127.0.0.1:{server.server_port}'}}]\n"
        f"    openapi: {{url: '{server.url}', refresh: 200ms{more}}}\n"
        "from_openapi: {shop: {upstream: shop, require_by: tags, require: {open: public}}}\n"
    )


def asked_again(server: DocumentServer, times: int) -> None:
    before = server.asked
    until(lambda: server.asked >= before + times, f"the document is asked for {times} times more")


def test_a_changed_document_comes_into_force_and_a_broken_one_changes_nothing_and_is_told(tmp_path: Path) -> None:
    file = tmp_path / "gateway.yaml"
    with serving_document(document("orders")) as server:
        file.write_text(config(server))
        with Served(tmp_path, file) as gateway:
            assert [call(gateway.port, "GET", path).status for path in ("/orders", "/items")] == [200, 404]

            server.body = document("orders", "items").encode()
            until(lambda: call(gateway.port, "GET", "/items").status == 200, "the new operation")
            status = gateway.status()
            assert (status["active"]["trigger"], status["refused"]) == ("document", None)
            good = status["active"]["edition"]

            server.body = BROKEN
            until(lambda: gateway.status()["refused"] is not None, "the refusal")
            asked_again(server, 3)
            status = gateway.status()
            assert [fault["code"] for fault in status["refused"]["faults"]] == ["document-reference"]
            assert gateway.log().count("reload refused") == 1
            assert f"{server.url}:1:39" in gateway.log()
            assert status["active"]["edition"] == good
            assert call(gateway.port, "GET", "/items").status == 200

            server.body = document("orders").encode()
            until(lambda: call(gateway.port, "GET", "/items").status == 404, "what it says now")
            assert gateway.status()["refused"] is None


def test_a_kept_copy_takes_the_place_of_a_broken_document_also_at_a_start(tmp_path: Path) -> None:
    file, copy = tmp_path / "gateway.yaml", tmp_path / "kept.json"
    with serving_document(document("orders")) as server:
        file.write_text(config(server, ", keep: kept.json"))
        with Served(tmp_path, file) as gateway:
            server.body = document("items").encode()
            until(lambda: call(gateway.port, "GET", "/items").status == 200, "the new operation")
            until(lambda: copy.read_text() == document("items"), "its copy")
            server.body = BROKEN
            until(lambda: "the last good copy of a document is used" in gateway.log(), "a warning")
            assert call(gateway.port, "GET", "/items").status == 200
            assert gateway.status()["refused"] is None
        server.status = 503
        with Served(tmp_path, file) as gateway:
            assert [call(gateway.port, "GET", path).status for path in ("/orders", "/items")] == [404, 200]
    assert copy.read_text() == document("items")
