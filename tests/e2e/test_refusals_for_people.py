"""Refusals over real sockets: a page for a browser, a document for everybody else, and no other answer changes."""

import json
from collections.abc import Iterator

import pytest

from tests.e2e.raw import answers, talk
from tests.e2e.rude import Rude, says
from tests.e2e.serving import Served, call

pytestmark = pytest.mark.e2e

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"}
THEIRS = b"HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-type: text/css\r\ncontent-length: 2\r\n\r\nno"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("refusals")
    config = folder / "gateway.yaml"
    with Rude(says(THEIRS)) as upstream:
        config.write_text(
            "version: 1\n"
            "server: {security: api, cors: {origins: ['https://shop.example']}}\n"
            f"upstreams: {{all: {{targets: [{{url: 'http://127.0.0.1:{upstream.port}'}}]}}}}\n"
            "routes:\n"
            "  theirs: {match: /theirs, to: all, require: public}\n"
            "  fenced: {match: 'GET,HEAD /fenced', to: all, require: public, deny: {client: ['127.0.0.0/8']}}\n"
        )
        with Served(folder, config) as served:
            yield served


def test_a_browser_is_shown_a_page_that_leads_to_one_that_is_there(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/fenced", BROWSER)
    assert (answer.status, answer.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert answer.headers["vary"] == "origin, accept"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert b"403 Forbidden" in answer.body
    assert answer.headers["x-request-id"].encode() in answer.body
    leads_to = answer.body.split(b'href="')[1].split(b'"')[0].decode()
    assert call(gateway.port, "GET", leads_to, BROWSER).status == 200


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "text/html;q=nonsense", "text/html, */*"])
def test_everybody_else_gets_the_document(gateway: Served, accept: str | None) -> None:
    answer = call(gateway.port, "GET", "/nowhere", {} if accept is None else {"accept": accept})
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    assert (answer.reason, answer.headers["vary"]) == ("route-unknown", "origin, accept")


def test_whoever_likes_plain_text_better_gets_that(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/nowhere", {"accept": "text/plain"})
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.body.startswith(b"404 Not Found\n")


def test_head_is_told_the_length_of_the_page(gateway: Served) -> None:
    page, head = (call(gateway.port, method, "/fenced", BROWSER) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (403, b"")
    assert {name: head.headers[name] for name in ("content-type", "content-length")} == {
        "content-type": page.headers["content-type"],
        "content-length": str(len(page.body)),
    }


def test_an_upstreams_own_refusal_is_none_of_ours(gateway: Served) -> None:
    answer = call(gateway.port, "GET", "/theirs", BROWSER)
    assert (answer.status, answer.headers["content-type"], answer.body) == (403, "text/css", b"no")
    assert answer.headers["vary"] == "origin"


def test_what_is_refused_before_it_is_a_request_stays_a_document(gateway: Served) -> None:
    accept = f"Accept: {BROWSER['accept']}\r\n".encode()
    (answer,) = answers(talk(gateway.port, b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + accept + b"\r\n"))
    assert answer.status == 400
    assert json.loads(answer.body)["status"] == 400
