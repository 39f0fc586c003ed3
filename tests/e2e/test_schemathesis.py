"""Schemathesis, all checks and stateful, against the gateway in front of the shop: what is described is what answers.

By a token of each role, and by somebody who has none. A longer run: `make schemathesis`. What differs from its defaults
stands, with its reason, in shop_schemathesis.toml.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.serving import ROOT, Served, Service, free_port, sign_in

pytestmark = pytest.mark.e2e
SHOP = ROOT / "docs/examples/shop/gateway.yaml"
CONFIG = Path(__file__).with_name("shop_schemathesis.toml")
SEED = os.environ.get("SCHEMATHESIS_SEED", "")  # none: the same calls each time
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "12")  # of an operation, in each phase


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("shop")
    ports = {name: free_port() for name in ("identity", "orders", "users")}
    with ExitStack() as stack:
        for name, one in ports.items():
            stack.enter_context(Service(folder, name, one))
        environment = {f"{name.upper()}_PORT": str(one) for name, one in ports.items()}
        yield stack.enter_context(Served(folder, SHOP, environment)).port


@pytest.mark.parametrize("who", ["admin", "manager", "viewer", ""])
def test_nothing_answers_otherwise_than_it_is_described(port: int, who: str, tmp_path: Path) -> None:
    token = ["-H", f"Authorization: Bearer {sign_in(port, who, '/auth/token')}"] if who else []
    options = [
        "--checks",
        "all",
        "--max-examples",
        EXAMPLES,
        "--continue-on-failure",
        "--no-color",
        "--warnings",
        "off",
    ]
    chosen = ["--seed", SEED, "--generation-database", "none"] if SEED else ["--generation-deterministic"]
    url = f"http://127.0.0.1:{port}/openapi.json"
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIG), "run", url]
    ended = subprocess.run(
        [*command, *options, *chosen, *token], cwd=tmp_path, capture_output=True, text=True, timeout=1800, check=False
    )
    assert ended.returncode == 0, f"{ended.stdout[-12_000:]}\n{ended.stderr[-2_000:]}"
    assert "Selected: 18/18" in ended.stdout, ended.stdout
