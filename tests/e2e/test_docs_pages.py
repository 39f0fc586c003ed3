"""The documentation pages in a real browser that has no network: what they show, and what they ask for."""

import html
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn

from entrypoints.http.app import build_app
from tests.fakes.gateway_state import FakeGatewayState
from tests.unit.application.description.reading import operations, valid
from tests.unit.application.description.tables import shop

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--enable-logging=stderr"),
    *("--virtual-time-budget=10000", "--dump-dom"),
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium, chromium-browser or google-chrome on PATH"),
]


@dataclass(frozen=True, slots=True)
class Visit:
    dom: str
    console: str  # what the page complained of
    asked: set[str]  # hosts that the page itself asked for something


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Listens before the server runs, so that nobody has to wait for it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def visit(url: str, folder: Path) -> Visit:
    log = folder / "net.json"
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    console = "\n".join(line for line in done.stderr.splitlines() if ":CONSOLE" in line)
    return Visit(html.unescape(done.stdout), console, hosts_asked_by_a_page(json.loads(log.read_text())))


def hosts_asked_by_a_page(log: dict[str, Any]) -> set[str]:
    """The browser's own traffic (updates, accounts) has no origin that began it, a page's requests have the page's."""
    started = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    jobs = (event.get("params", {}) for event in log["events"] if event["type"] == started)
    return {str(urlsplit(job["url"]).hostname) for job in jobs if "://" in job.get("initiator", "")}


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    with served(build_app(FakeGatewayState(shop()))) as address:
        yield address


@pytest.mark.parametrize("page", ["/docs", "/redoc"])
def test_a_page_shows_every_operation_and_asks_nobody_else(gateway: str, page: str, tmp_path: Path) -> None:
    seen = visit(gateway + page, tmp_path)
    for (_, path), operation in operations(valid(shop())).items():
        assert path in seen.dom
        assert operation["summary"] in seen.dom
    assert "/ready" in seen.dom
    assert seen.asked == {"127.0.0.1"}
    assert "Content Security Policy" not in seen.console
    assert "Uncaught" not in seen.console


@pytest.mark.parametrize("page", ["/docs/home", "/docs/problems", "/docs/problems/token-expired"])
def test_a_plain_page_asks_nobody_else_and_breaks_no_rule_of_its_own(gateway: str, page: str, tmp_path: Path) -> None:
    seen = visit(gateway + page, tmp_path)
    assert "<h1>" in seen.dom
    assert seen.asked == {"127.0.0.1"}
    assert "Content Security Policy" not in seen.console


async def tempted(scope: Any, receive: Any, send: Any) -> None:
    body = b'<p>a page</p><img src="http://elsewhere.example/logo.svg">'
    if scope["query_string"] == b"guarded":
        headers = [(b"content-type", b"text/html"), (b"content-security-policy", b"default-src 'self'")]
    else:
        headers = [(b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def test_a_request_to_another_host_would_have_been_seen(tmp_path: Path) -> None:
    with served(tempted) as address:
        seen = visit(address, tmp_path)
    assert "elsewhere.example" in seen.asked


def test_a_request_that_the_policy_stops_would_have_been_seen(tmp_path: Path) -> None:
    with served(tempted) as address:
        seen = visit(f"{address}/?guarded", tmp_path)
    assert "Content Security Policy" in seen.console
