"""What each command takes on a configuration of 5,000 routes and 200 roles, as a user runs it: start, answer, end.

make bench-decisions           the figures go to docs/performance.md and the history
python -m tests.performance.decisions --folder /tmp/large     leaves the files for whoever wants to look
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from entrypoints.cli.commands import COMMANDS
from tests.performance.history import commit, machine
from tests.performance.large import access_log, cases, configuration, flipped
from tests.performance.place import HERE, ROOT

PAGE = ROOT / "docs" / "performance.md"
HISTORY = HERE / "decisions.jsonl"
BEGIN, END = "<!-- decisions:begin -->", "<!-- decisions:end -->"
RUNS = 3
LIMEN = Path(sys.executable).parent / "limen"


@dataclass(frozen=True, slots=True)
class Timed:
    name: str
    words: Sequence[str]
    limit: float | None = None  # seconds, of issue 6
    ends: tuple[int, ...] = (0,)


CONFIG = ("-c", "gateway.yaml")
ALL = (
    Timed("check", ("check", *CONFIG), 5.0, (0, 1)),
    Timed("explain", ("explain", *CONFIG, "GET", "/svc500/items/7", "--role", "role100"), 0.5),
    Timed("test", ("test", *CONFIG), 3.0),
    Timed("test --coverage", ("test", *CONFIG, "--coverage")),
    Timed("test --mutate", ("test", *CONFIG, "--mutate"), None, (0, 1)),
    Timed("diff", ("diff", "gateway.yaml", "new.yaml"), 10.0, (0, 1)),
    Timed("matrix", ("matrix", *CONFIG)),
    Timed("effective", ("effective", *CONFIG)),
    Timed("schema", ("schema",)),
    Timed("replay", ("replay", *CONFIG, "access.log")),
    Timed("routes", ("routes", *CONFIG)),
)


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(options.folder or made)
        folder.mkdir(parents=True, exist_ok=True)
        write(folder)
        found = {one.name: seconds(one, folder, options.runs) for one in ALL if one.words[0] in COMMANDS}
    print(table(found))
    if options.keep:
        keep(found, options.runs)


def write(folder: Path) -> None:
    text = configuration()
    (folder / "gateway.yaml").write_text(text)
    (folder / "new.yaml").write_text(flipped(text))
    (folder / "keys.json").write_text('{"keys": []}')
    (folder / "large.cases.yaml").write_text(cases())
    (folder / "access.log").write_text(access_log())


@dataclass(frozen=True, slots=True)
class Took:
    wall: float  # seconds
    cpu: float  # of one core, which a busy machine does not stretch by much


def seconds(one: Timed, folder: Path, runs: int) -> Took:
    """The medians of several runs."""
    took = [_once(one, folder) for _ in range(runs)]
    return Took(median(run.wall for run in took), median(run.cpu for run in took))


def _once(one: Timed, folder: Path) -> Took:
    with (folder / "said").open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen([str(LIMEN), *one.words], cwd=folder, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in one.ends:
        told = (folder / "said").read_text()[-2000:]
        raise SystemExit(f"limen {' '.join(one.words)} ended with {process.returncode}\n{told}")
    return Took(wall, used.ru_utime + used.ru_stime)


def table(found: dict[str, Took]) -> str:
    limits = {one.name: one.limit for one in ALL}
    lines = ["| command | limit s | took s | CPU s |  |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, took in found.items():
        limit = limits[name]
        held = "" if limit is None else "held" if took.wall <= limit else "missed"
        bound = "" if limit is None else f"≤ {limit:g}"
        lines.append(f"| `limen {name}` | {bound} | {took.wall:.2f} | {took.cpu:.2f} | {held} |")
    return "\n".join(lines)


def keep(found: dict[str, Took], runs: int) -> None:
    of = machine()
    said = f"Commit {commit()}, on {of['cpu']}, {of['cores']} cores, Python {of['python']}; median of {runs}, "
    said += f"while {os.getloadavg()[0]:.0f} processes wanted to run."
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{said}\n\n{table(found)}\n\n{END}{after}")
    line = {"commit": commit(), "machine": of, "load": os.getloadavg()[0]}
    line["seconds"] = {name: {"wall": round(took.wall, 3), "cpu": round(took.cpu, 3)} for name, took in found.items()}
    with HISTORY.open("a") as file:
        file.write(json.dumps(line) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="write the page and the history")
    parser.add_argument("--folder", help="where the files are made, and left")
    parser.add_argument("--runs", type=int, default=RUNS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
