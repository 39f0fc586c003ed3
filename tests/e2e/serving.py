"""Real processes for tests: `limen serve` on a configuration, and the demo's services, each started and ended here."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]


def until(claim: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    deadline = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        Event().wait(0.02)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


class Answered:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def reason(self) -> str:
        return str(self.json()["reason"])


def call(
    port: int,
    method: str,
    target: str,
    headers: Mapping[str, str] | None = None,
    *,
    token: str = "",
    body: bytes | None = None,
) -> Answered:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = dict(headers or {})
    if token:
        named["authorization"] = f"Bearer {token}"
    try:
        connection.request(method, target, body=body, headers=named)
        return Answered(connection.getresponse())
    finally:
        connection.close()


def sign_in(port: int, user: str, path: str = "/token") -> str:
    form = urlencode({"grant_type": "password", "username": user, "password": "demo"}).encode()
    answer = call(port, "POST", path, {"content-type": "application/x-www-form-urlencoded"}, body=form)
    assert answer.status == 200, answer.body
    return str(answer.json()["access_token"])


class Process:
    """A child whose output goes to files, ended at the latest when the test is."""

    program = sys.executable

    def __init__(self, folder: Path, name: str, *argv: str, **environment: str) -> None:
        self.out, self.err = folder / f"{name}.out", folder / f"{name}.err"
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.child = subprocess.Popen(
                [self.program, *argv], cwd=ROOT, stdout=out, stderr=err, env={**os.environ, **environment}
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self, with_signal: int = signal.SIGTERM) -> int:
        if self.child.poll() is None:
            self.child.send_signal(with_signal)
        try:
            return self.child.wait(40)
        finally:
            self.child.kill()

    def is_over(self) -> bool:
        return self.child.poll() is not None


class Service(Process):
    """One of the demo's services."""

    def __init__(self, folder: Path, name: str, port: int) -> None:
        argv = ("-m", "entrypoints.demo.service", name, "--port", str(port), "--data", str(folder))
        super().__init__(folder, name, *argv)
        self.port = port
        until(lambda: self.is_over() or accepts(port), f"{name} listens")
        assert not self.is_over(), self.err.read_text()


class Served(Process):
    """`limen serve`, waited for until it is ready."""

    command = "entrypoints.cli.main"

    def __init__(
        self, folder: Path, config: Path, environment: Mapping[str, str] | None = None, *, workers: int = 1
    ) -> None:
        self.port, self.admin = free_port(), free_port()
        argv = ("-m", self.command, "serve", "-c", str(config), "--port", str(self.port))
        ours = {"LIMEN_ADMIN_PORT": str(self.admin), **(environment or {})}
        super().__init__(folder, "gateway", *argv, "--workers", str(workers), **ours)
        until(lambda: self.is_over() or self._is_ready(), "the gateway is ready")
        assert not self.is_over(), self.err.read_text()

    def _is_ready(self) -> bool:
        return accepts(self.port) and call(self.port, "GET", "/ready").status == 200

    def status(self) -> Any:
        """What the admin address says."""
        return call(self.admin, "GET", "/-/status").json()

    def reload(self) -> Any:
        """What came of it, when it has."""
        return call(self.admin, "POST", "/-/reload").json()

    def workers(self) -> list[int]:
        """Process ids, oldest first."""
        found = subprocess.run(["pgrep", "-P", str(self.child.pid)], capture_output=True, text=True, check=False)
        return [int(line) for line in found.stdout.split()]

    def lines(self) -> list[dict[str, Any]]:
        """The access log so far."""
        return [json.loads(line) for line in self.out.read_text().splitlines() if line.endswith("}")]

    def log(self) -> str:
        return self.err.read_text()
