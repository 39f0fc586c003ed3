"""One scenario: all its gateways at once, then round by round one after the other, so that drift hits all alike."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.performance.figures import BadRun, Figures, median
from tests.performance.loads import GATEWAY_CORE, Asking, load, measured
from tests.performance.peers import PEERS
from tests.performance.place import Place
from tests.performance.processes import Process, free_port, running, wait_for
from tests.performance.scenarios import MANY_TOKENS, Scenario
from tests.performance.tokens import write_many


@dataclass(frozen=True, slots=True)
class Run:
    folder: Path
    seconds: int
    rounds: int
    peers: Sequence[str]  # none: those of each scenario

    @property
    def token(self) -> str:
        return (self.folder / "token").read_text()

    def chosen(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if not self.peers or name in self.peers]


def started(stack: ExitStack, name: str, place: Place, core: str = GATEWAY_CORE) -> Process:
    command = PEERS[name](place)
    return stack.enter_context(running(command.words, core, place.folder / f"{name}.err", dict(command.env)))


def play(scenario: Scenario, run: Run) -> dict[str, Figures]:
    asking = _asking(scenario, run)
    found: dict[str, list[Figures]] = {}
    with ExitStack() as stack:
        standing = {}
        for name in run.chosen(scenario.peers):
            place = Place(run.folder, free_port(), tls=scenario.tls, routes=scenario.routes)
            standing[name] = (started(stack, name, place), place.port)
        for _, port in standing.values():
            wait_for(port, "/api/items/42", run.token)
            load(port, asking, 1)
        for _ in range(run.rounds):
            for name, (process, port) in standing.items():
                found.setdefault(name, []).append(_loud(name, scenario, process, port, asking, run.seconds))
    return {name: median(rounds) for name, rounds in found.items()}


def _loud(name: str, scenario: Scenario, process: Process, port: int, asking: Asking, seconds: int) -> Figures:
    try:
        got = measured(process, port, asking, seconds)
    except BadRun as bad:
        raise BadRun(f"{name} in {scenario.name}: {bad}") from bad
    print(f"  {scenario.name} {name} {got.cpu_us:.1f} µs {got.rps:.0f}/s", file=sys.stderr, flush=True)
    return got


def _asking(scenario: Scenario, run: Run) -> Asking:
    script = None
    if scenario.script:
        script = run.folder / f"{scenario.name}.lua"
        many = str(write_many(run.folder, MANY_TOKENS)) if "TOKENS" in scenario.script else ""
        script.write_text(scenario.script.replace("TOKENS", many))
    return Asking(scenario.path, run.token, scenario.connections, scenario.idle, script)
