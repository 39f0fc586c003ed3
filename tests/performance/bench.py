"""`make bench`: Limen beside its peers, in one run. SECONDS, ROUNDS, BENCH and PEERS choose; see docs/performance.md.

With --keep the tables go into the page, a line into the history, a drawing beside it; without, they are only printed.
"""

import argparse
import dataclasses
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.performance import history, origin, tokens
from tests.performance.chart import chart
from tests.performance.figures import Figures, ratio
from tests.performance.loads import OTHER_CORE
from tests.performance.others import OTHER
from tests.performance.place import ORIGIN, ROOT
from tests.performance.processes import running, wait_for
from tests.performance.rounds import Run, play
from tests.performance.scenarios import NAMES, SCENARIOS
from tests.performance.tables import FOOTNOTE, between_markers, figures_table, scenario_table
from tests.performance.targets import targets, targets_table

Found = dict[str, dict[str, Figures]]
Others = dict[str, dict[str, float]]
PAGE, DRAWING = ROOT / "docs/performance.md", ROOT / "docs/performance.svg"


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)  # nginx's workers are another user
    run = Run(folder, options.seconds, options.rounds, options.peers.split())
    tokens.write_keys(folder)
    with running(origin.prepare(folder), OTHER_CORE, folder / "origin.log"):
        wait_for(ORIGIN, "/", "")
        found, others = _measured(options.scenarios, run)
    text = _report(found, others)
    print(text)
    if options.keep:
        _keep(text, found, others, run)
    shutil.rmtree(folder)


def _options() -> argparse.Namespace:
    known = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known.add_argument("scenarios", nargs="*", default=os.environ.get("BENCH", "").split() or NAMES, metavar="SCENARIO")
    known.add_argument("--seconds", type=int, default=int(os.environ.get("SECONDS_EACH") or 4), help="of each load")
    known.add_argument("--rounds", type=int, default=int(os.environ.get("ROUNDS") or 3))
    known.add_argument("--peers", default=os.environ.get("PEERS", ""), help="only these, separated by spaces")
    known.add_argument("--keep", action="store_true", help="write page, history and drawing")
    options = known.parse_args()
    if unknown := set(options.scenarios) - set(NAMES):
        known.error(f"no such scenario: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return options


def _measured(names: Sequence[str], run: Run) -> tuple[Found, Others]:
    found = {one.name: play(one, run) for one in SCENARIOS if one.name in names}
    return found, {name: one.measure(run, found.get("get", {})) for name, one in OTHER.items() if name in names}


def _report(found: Found, others: Others) -> str:
    parts = [targets_table(targets(found.get("get", {}), others))]
    parts += [scenario_table(one, found[one.name]) for one in SCENARIOS if one.name in found]
    parts += [figures_table(name, OTHER[name].says, figures) for name, figures in others.items()]
    where = history.machine()
    machine = f"{where['cpu']}, {where['cores']} cores, Linux {where['kernel']}, Python {where['python']}"
    return "\n\n".join([f"Commit {history.commit()}, on {machine}.", *parts, FOOTNOTE])


def _keep(text: str, found: Found, others: Others, run: Run) -> None:
    loads = {name: {peer: dataclasses.asdict(one) for peer, one in peers.items()} for name, peers in found.items()}
    history.append(history.entry({"loads": loads, "others": others}, run.seconds, run.rounds))
    PAGE.write_text(between_markers(PAGE.read_text(), text))
    gets = [(line["commit"], line["loads"]["get"]) for line in history.read() if "get" in line["loads"]]
    if gets:
        costs = {name: one["cpu_us"] for name, one in gets[-1][1].items()}
        DRAWING.write_text(chart(costs, _ratios(gets)))


def _ratios(gets: list[tuple[str, dict[str, dict[str, float]]]]) -> list[tuple[str, float]]:
    pairs = [(commit, _cost(get, "limen"), _cost(get, "envoy-policies")) for commit, get in gets]
    return [(commit, found) for commit, ours, theirs in pairs if (found := ratio(ours, theirs)) is not None]


def _cost(get: dict[str, dict[str, float]], name: str) -> float | None:
    return get[name]["cpu_us"] if name in get else None


if __name__ == "__main__":
    main()
