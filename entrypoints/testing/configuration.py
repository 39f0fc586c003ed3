"""A configuration as tests have it: read once, read again when its files change, and never with a fault."""

from dataclasses import dataclass
from pathlib import Path

from application.compiling import compiled
from application.decisions.decider import Decider
from domain.plan.plan import Plan
from entrypoints.offline import decider, yaml_source


class Faulty(ValueError):
    """The configuration, or what is asked about it, has faults; each on a line."""


@dataclass(frozen=True, slots=True)
class Configuration:
    plan: Plan
    decider: Decider


_read: dict[Path, tuple[object, Configuration]] = {}


def load(path: str | Path) -> Configuration:
    """Raises Faulty."""
    file = Path(path).absolute()
    source = yaml_source(Path(path))
    look = source.look()
    known = _read.get(file)
    if known is None or known[0] != look:
        plan = compiled(source.read())
        if isinstance(plan, tuple):
            raise Faulty("\n".join(map(str, plan)))
        known = _read[file] = look, Configuration(plan, decider(plan))
    return known[1]


def configuration_of(config: "str | Path | Configuration") -> Configuration:
    return config if isinstance(config, Configuration) else load(config)
