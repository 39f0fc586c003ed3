"""The image, for real: built by scripts/image.sh, and run as locked up as an operator would.

The containers are on the host's network, so that loopback addresses mean the same inside and out, and the shop's
configuration fits as it is. Where podman or root is missing the tests are skipped, but never in CI.
"""

import asyncio
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "image.sh"
SHOP = ROOT / "docs" / "examples" / "shop"
IMAGE = "localhost/limen:under-test"
LOCKED_UP = ("--read-only", "--tmpfs=/tmp", "--cap-drop=all", "--security-opt=no-new-privileges", "--memory=512m")
BUILD_LIMIT_S = 300

MISSING = [what for what, is_there in (("root", os.geteuid() == 0), ("podman", shutil.which("podman"))) if not is_there]

pytestmark = [
    pytest.mark.image,
    pytest.mark.skipif(bool(MISSING) and "CI" not in os.environ, reason=f"needs {' and '.join(MISSING)}"),
]


def until(claim: Callable[[], bool], what: Callable[[], str], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what()}"
        Event().wait(0.02)


def podman(*args: str, seconds: float = 60.0) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SCRIPT, "podman", *args], capture_output=True, text=True, timeout=seconds, check=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def call(
    port: int, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Gateway:
    container: str
    port: int

    def execute(self, *command: str, user: str = "") -> subprocess.CompletedProcess[str]:
        return podman("exec", *([f"--user={user}"] if user else []), self.container, *command)

    def is_healthy(self) -> bool:
        running = podman("inspect", "--format={{.State.Running}}", self.container).stdout.strip()
        assert running == "true", self.logs()
        return podman("healthcheck", "run", self.container).returncode == 0

    def logs(self) -> str:
        said = podman("logs", self.container)
        return said.stdout + said.stderr


@contextmanager
def running_gateway(image: str, folder: Path, env: Mapping[str, object]) -> Iterator[Gateway]:
    """A container that is healthy, with `folder` as its configuration."""
    port = free_port()
    settings = [
        f"--env={name}={value}" for name, value in {**env, "LIMEN_LISTEN_PORT": port, "LIMEN_ADMIN_PORT": 0}.items()
    ]
    mount = f"--volume={folder}:/etc/limen:ro"
    started = podman("run", "--detach", "--pull=never", "--network=host", *LOCKED_UP, mount, *settings, image)
    assert started.returncode == 0, started.stderr
    gateway = Gateway(started.stdout.strip(), port)
    try:
        until(gateway.is_healthy, gateway.logs)
        yield gateway
    finally:
        podman("rm", "--force", "--time=0", gateway.container)


@pytest.fixture(scope="module")
def image() -> str:
    assert not MISSING, f"CI must have {' and '.join(MISSING)}"
    # timeout(1) ends the whole process group: what the script has started would keep the pipes open.
    command = ["timeout", "--kill-after=10", str(BUILD_LIMIT_S), str(SCRIPT), "build", IMAGE]
    built = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return IMAGE


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """The shop's three services on the host; the variables that tell their ports to the shop's configuration."""
    data = tmp_path_factory.mktemp("shop")
    ports = {name: free_port() for name in ("identity", "orders", "users")}
    module = [sys.executable, "-m", "entrypoints.demo.service"]
    with ExitStack() as running:
        for name, port in ports.items():
            command = [*module, name, f"--port={port}", f"--data={data}"]
            service = running.enter_context(subprocess.Popen(command, cwd=ROOT))
            running.callback(service.terminate)
        for name, port in ports.items():
            until(lambda port=port: listens(port), lambda name=name: name)  # type: ignore[misc]
        yield {f"{name.upper()}_PORT": port for name, port in ports.items()}


@pytest.fixture(scope="module")
def shop(image: str, services: dict[str, int]) -> Iterator[Gateway]:
    with running_gateway(image, SHOP, services) as gateway:
        yield gateway


def test_the_gateway_runs_as_a_user_without_a_name(shop: Gateway) -> None:
    assert shop.execute("id", "-u").stdout.strip() == "10001"


def test_not_even_root_can_write_into_the_container(shop: Gateway) -> None:
    written = shop.execute("touch", "/written", user="0")
    assert written.returncode != 0
    assert "Read-only file system" in written.stderr


def test_what_builds_the_image_does_not_travel_in_it(shop: Gateway) -> None:
    found = shop.execute("python", "-c", "import importlib.util as i; print(*map(i.find_spec, ('pip', 'hatchling')))")
    assert found.stdout.split() == ["None", "None"]


def test_who_signs_in_through_the_container_may_list_orders(shop: Gateway) -> None:
    form = urlencode({"grant_type": "password", "username": "viewer", "password": "demo"})
    status, said = call(shop.port, "POST", "/auth/token", form, {"content-type": "application/x-www-form-urlencoded"})
    assert status == 200, said

    token = json.loads(said)["access_token"]
    status, said = call(shop.port, "GET", "/orders", headers={"authorization": f"Bearer {token}"})
    assert status == 200, said
    assert json.loads(said)["items"]


def test_nobody_lists_orders_without_a_token(shop: Gateway) -> None:
    status, said = call(shop.port, "GET", "/orders")
    assert (status, json.loads(said)["reason"]) == (401, "token-missing")


def test_the_image_runs_the_other_commands_too(image: str) -> None:
    checked = podman("run", "--rm", "--pull=never", *LOCKED_UP, f"--volume={SHOP}:/etc/limen:ro", image, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


class HeldUpstream:
    """Answers every call, but not before it is told to."""

    def __init__(self) -> None:
        self.asked, self.released = asyncio.Event(), asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.asked.set()
        await self.released.wait()
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nlate")
        await writer.drain()
        writer.close()
        await writer.wait_closed()


HELD = """\
version: 1
upstreams:
  held: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}
routes:
  held: {{match: "GET /held", to: held, require: public}}
"""


async def test_sigterm_lets_a_call_in_flight_end_and_exits_with_0(image: str, tmp_path: Path) -> None:
    upstream = HeldUpstream()
    async with await asyncio.start_server(upstream.serve, "127.0.0.1", 0) as server:
        config = tmp_path / "config"  # tmp_path itself is closed to user 10001
        config.mkdir(mode=0o755)
        (config / "gateway.yaml").write_text(HELD.format(port=server.sockets[0].getsockname()[1]))
        try:
            with running_gateway(image, config, {}) as gateway:
                answer = asyncio.create_task(asyncio.to_thread(call, gateway.port, "GET", "/held"))
                await asyncio.wait_for(upstream.asked.wait(), 10)

                podman("kill", "--signal=TERM", gateway.container)
                until(lambda: not listens(gateway.port), gateway.logs)
                assert not answer.done()

                upstream.released.set()
                assert await answer == (200, "late")
                assert podman("wait", gateway.container).stdout.strip() == "0", gateway.logs()
        finally:
            upstream.released.set()  # otherwise a failure above would wait for ever for the server's end
