"""History: one line of JSON a run, with commit, date and machine; the last one and the way there are drawn from it."""

import datetime as dt
import json
import os
import platform
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.performance.place import HERE, ROOT

HISTORY = HERE / "history.jsonl"
Json = dict[str, Any]


def entry(figures: Json, seconds: int, rounds: int) -> Json:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return {"commit": commit(), "date": now, "machine": machine(), "seconds": seconds, "rounds": rounds} | figures


def commit() -> str:
    words = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def machine() -> Json:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    cores, kernel = os.cpu_count(), platform.release()
    return {"cpu": model[1] if model else "?", "cores": cores, "kernel": kernel, "python": platform.python_version()}


def append(line: Json) -> None:
    with HISTORY.open("a") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read() -> list[Json]:
    return [json.loads(line) for line in HISTORY.read_text().splitlines()] if HISTORY.exists() else []
