"""A service dies under load: 502, then 503 with `circuit-open`, and recovery by itself; other routes never notice."""

import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Self

import pytest

from tests.e2e.serving import ROOT, Answered, Served, Service, call, free_port, sign_in

pytestmark = pytest.mark.e2e
SHOP = ROOT / "docs/examples/shop/gateway.yaml"


class Load:
    """Calls a target over and over on threads of its own, and keeps what came back."""

    def __init__(self, port: int, target: str, token: str) -> None:
        self._port, self._target, self._token = port, target, token
        self._over = threading.Event()
        self.answers: SimpleQueue[Answered] = SimpleQueue()
        self.cut = 0
        self._threads = [threading.Thread(target=self._run) for _ in range(2)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                self.answers.put(call(self._port, "GET", self._target, token=self._token))
            except (ConnectionError, http.client.IncompleteRead):  # its service died in the middle of the answer
                self.cut += 1
            self._over.wait(0.005)

    def next_with(self, status: int, seconds: float = 15.0) -> Answered:
        """The next answer of that status; what comes before it is let go."""
        deadline = time.monotonic() + seconds
        while (answer := self.answers.get(timeout=seconds)).status != status:
            assert time.monotonic() < deadline, f"no {status} within {seconds} s"
        return answer

    def all(self) -> Iterator[Answered]:
        while not self.answers.empty():
            yield self.answers.get()


def test_a_killed_service_gives_502_then_503_and_comes_back_by_itself(tmp_path: Path) -> None:
    ports = {name: free_port() for name in ("identity", "orders", "users")}
    environment = {f"{name.upper()}_PORT": str(port) for name, port in ports.items()}
    with (
        Service(tmp_path, "identity", ports["identity"]),
        Service(tmp_path, "users", ports["users"]),
        Service(tmp_path, "orders", ports["orders"]) as orders,
        Served(tmp_path, SHOP, environment) as gateway,
    ):
        token = sign_in(gateway.port, "manager", "/auth/token")
        with Load(gateway.port, "/orders", token) as load, Load(gateway.port, "/users", token) as others:
            assert load.next_with(200).status == 200
            orders.end(9)
            bad_gateway = load.next_with(502)
            assert bad_gateway.reason in ("upstream-connect", "upstream-reset")
            paused = load.next_with(503)
            assert paused.reason == "circuit-open"
            assert 1 <= int(paused.headers["retry-after"]) <= 3
            with Service(tmp_path, "orders", ports["orders"]):
                assert load.next_with(200).status == 200  # within the cooldown of 3 s and the breaker's trial
        assert {answer.status for answer in others.all()} == {200}
        assert others.cut == 0
