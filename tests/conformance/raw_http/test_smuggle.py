"""331 hostile request byte strings that nobody here wrote (NOTICE), through a gateway to an origin that records.

The judge (smuggle.py) reads what reached the origin with eighteen parsers, each with a bug that some server had.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.serving import Served, free_port

pytestmark = pytest.mark.e2e

HERE = Path(__file__).parent
MOST_LENIENT = 7


def judged(folder: Path) -> list[dict[str, object]]:
    origin = free_port()
    config = folder / "gateway.yaml"
    config.write_text(
        f"version: 1\nupstreams: {{origin: {{targets: [{{url: 'http://127.0.0.1:{origin}'}}]}}}}\n"
        "routes: {all: {match: {prefix: /}, to: origin, require: public}}\n"
    )
    verdicts = folder / "verdicts.json"
    with Served(folder, config) as gateway:
        argv = ["--gateway", f"127.0.0.1:{gateway.port}", "--origin-port", str(origin), "--json", str(verdicts), "-v"]
        done = subprocess.run(
            [sys.executable, HERE / "smuggle.py", *argv], capture_output=True, text=True, timeout=110, check=False
        )
        assert verdicts.exists(), done.stdout + done.stderr
        print(done.stdout)  # noqa: T201  shown with -s, and where the test fails
        assert not [line for line in gateway.lines() if line["status"] >= 500]
    found: list[dict[str, object]] = json.loads(verdicts.read_text())
    return found


def test_no_hostile_bytes_reach_the_origin_in_a_form_that_servers_read_differently(tmp_path: Path) -> None:
    rows = judged(tmp_path)
    counted = Counter(str(row["verdict"]) for row in rows)
    assert len(rows) == 331
    assert [row for row in rows if str(row["verdict"]).startswith("FAIL")] == []
    assert (counted["err500"], counted["te-wins"]) == (0, 0), counted
    assert counted["lenient"] <= MOST_LENIENT, counted
