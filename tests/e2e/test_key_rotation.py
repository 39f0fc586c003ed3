"""The identity service changes its key under load: no valid token, old or new, is ever refused."""

import threading
from pathlib import Path

import pytest

from tests.e2e.serving import ROOT, Served, Service, call, free_port, sign_in, until

pytestmark = pytest.mark.e2e
SHOP = ROOT / "docs/examples/shop/gateway.yaml"
ROTATIONS = 2


def test_rotating_the_signing_key_refuses_no_valid_token(tmp_path: Path) -> None:
    ports = {name: free_port() for name in ("identity", "orders", "users")}
    environment = {f"{name.upper()}_PORT": str(port) for name, port in ports.items()}
    statuses: list[int] = []
    tokens: list[str] = []
    over = threading.Event()

    def load() -> None:
        while not over.is_set():
            statuses.extend(call(gateway.port, "GET", "/orders", token=token).status for token in tuple(tokens))

    with (
        Service(tmp_path, "identity", ports["identity"]),
        Service(tmp_path, "orders", ports["orders"]),
        Served(tmp_path, SHOP, environment) as gateway,
    ):
        tokens.append(sign_in(gateway.port, "viewer", "/auth/token"))
        threads = [threading.Thread(target=load) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(ROTATIONS):
                until(lambda: len(statuses) > 50, "load")
                assert call(ports["identity"], "POST", "/keys/rotate").status < 300
                tokens.append(sign_in(gateway.port, "viewer", "/auth/token"))
                statuses_then = len(statuses)
                until(lambda then=statuses_then: len(statuses) > then + 50, "load with the new token")  # type: ignore[misc]
        finally:
            over.set()
            for thread in threads:
                thread.join()
    assert set(statuses) == {200}
