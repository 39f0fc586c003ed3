"""A composed answer at a running gateway: its tag is good for a 304, compressed or not, if it is whole."""

import json
import socket
import threading
from collections.abc import Iterator

import pytest

from tests.e2e.rude import Rude
from tests.e2e.serving import Answered, Served, call

pytestmark = pytest.mark.e2e

failing = threading.Event()  # then one part is missing


def parts(connection: socket.socket, rude: Rude) -> None:
    if failing.is_set() and b" /orders " in rude.heads[-1]:
        connection.sendall(b"HTTP/1.1 500 Oops\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
        return
    body = json.dumps({"text": "word " * 1000}).encode()
    connection.sendall(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n")
    connection.sendall(b"cache-control: private, max-age=60\r\ncontent-length: %d\r\n\r\n" % len(body) + body)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("composed")
    config = folder / "gateway.yaml"
    with Rude(parts) as upstream:
        config.write_text(
            "version: 1\n"
            "server: {compress: {}}\n"
            f"upstreams: {{all: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
            "routes:\n"
            "  me:\n"
            "    match: 'GET,HEAD /me'\n"
            "    require: public\n"
            "    compose: {parts: {user: {get: /user, from: all}, orders: {get: /orders, from: all, optional: true}}}\n"
        )
        with Served(folder, config) as served:
            yield served


@pytest.fixture(autouse=True)
def _whole() -> Iterator[None]:
    failing.clear()
    yield
    failing.clear()


def me(gateway: Served, method: str = "GET", tag: str | None = None, **headers: str) -> Answered:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return call(gateway.port, method, "/me", named if tag is None else {**named, "if-none-match": tag})


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_who_has_it_hears_that_nothing_has_changed(gateway: Served, method: str, coding: str) -> None:
    full = me(gateway, method, accept_encoding=coding)
    tag = full.headers["etag"]
    assert (full.status, tag.startswith("W/")) == (200, coding == "gzip")
    again = me(gateway, method, tag, accept_encoding=coding)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    assert {name: again.headers.get(name) for name in ("cache-control", "vary")} == {
        name: full.headers.get(name) for name in ("cache-control", "vary")
    }
    assert again.headers["vary"] == "accept-encoding"
    assert again.headers.keys() & {"content-length", "content-type", "content-encoding", "transfer-encoding"} == set()


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_head_says_what_get_says(gateway: Served, coding: str) -> None:
    got, head = (me(gateway, method, accept_encoding=coding) for method in ("GET", "HEAD"))
    apart = {"x-request-id", "date", "content-length", "transfer-encoding"}
    assert {name: value for name, value in head.headers.items() if name not in apart} == {
        name: value for name, value in got.headers.items() if name not in apart
    }


def test_a_tag_is_good_for_either_form(gateway: Served) -> None:
    strong, weak = me(gateway).headers["etag"], me(gateway, accept_encoding="gzip").headers["etag"]
    assert weak == f"W/{strong}"
    assert me(gateway, "GET", weak).status == 304
    assert me(gateway, "GET", strong, accept_encoding="gzip").status == 304
    assert me(gateway, "GET", '"another"').status == 200


def test_a_partial_answer_has_no_tag_and_is_never_left_out(gateway: Served) -> None:
    tag = me(gateway).headers["etag"]
    failing.set()
    for known in (tag, f"W/{tag}", "*"):
        answer = me(gateway, "GET", known)
        assert (answer.status, answer.headers["x-limen-partial"]) == (200, "orders")
        assert "etag" not in answer.headers
        assert answer.json()["problems"]
