"""The Kubernetes Gateway API's HTTPRoute conformance cases (the files beside this one, unchanged; LICENSE, README.md).

One running gateway takes one set of routes after another by reload. Every case passes, again, and with the routes of
each file in reverse order; what is left out is named here with its reason.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.serving import Served

pytestmark = pytest.mark.e2e

FOLDER = Path(__file__).parent
TESTS = json.loads((FOLDER / "cases.json").read_text())
CASES = sum(len(test["cases"]) for test in TESTS)
LEFT_OUT: dict[str, str] = {}  # test: reason
START = "version: 1\nroutes: {none: {match: GET /none, respond: {status: 404}, require: public}}\n"


@dataclass(frozen=True, slots=True)
class Running:
    served: Served
    config: Path


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("gateway-api")
    config = folder / "gateway.yaml"
    config.write_text(START)
    with Served(folder, config) as served:
        yield Running(served, config)


@pytest.mark.parametrize("order", ["as written", "as written, once more", "reversed"])
def test_every_case_passes(gateway: Running, order: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    ended = _run(gateway, report, is_reversed=order == "reversed")
    results = json.loads(report.read_text()) if report.exists() else []
    failed = [f"{one['test']}[{one['case']}]: {one['why']}" for one in results if not one["ok"]]
    assert failed == [], ended.stdout + ended.stderr + gateway.served.log()[-2000:]
    assert len(results) == CASES - sum(len(test["cases"]) for test in TESTS if test["test"] in LEFT_OUT)


def _run(gateway: Running, report: Path, *, is_reversed: bool) -> subprocess.CompletedProcess[str]:
    asked = ",".join(test["test"] for test in TESTS if test["test"] not in LEFT_OUT)
    argv = [sys.executable, str(FOLDER / "run.py"), "--apply", f"{sys.executable} {FOLDER / 'translate.py'}"]
    argv += ["--port", f"80=127.0.0.1:{gateway.served.port}", "--echo", str(_three_free_ports())]
    argv += ["--only", asked, "--json", str(report)]
    where = {
        "LIMEN_CONFIG": str(gateway.config),
        "LIMEN_PID": str(gateway.served.child.pid),
        "LIMEN_PORT": str(gateway.served.port),
    }
    if is_reversed:
        where["LIMEN_REVERSED"] = "yes"
    environment = {**os.environ, **where}
    return subprocess.run(argv, capture_output=True, text=True, timeout=110, check=False, env=environment)


def _three_free_ports() -> int:
    """The first of three in a row, which the runner's backends take."""
    for first in range(21000, 32000, 7):
        try:
            for port in range(first, first + 3):
                socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return first
    raise AssertionError("no three free ports in a row")
