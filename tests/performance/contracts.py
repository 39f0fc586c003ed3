"""What contracts cost a start: a large document read, its routes made and compiled, every schema of them too.

`python -m tests.performance.contracts`: the figures, and 1 where one took longer than it may. Twice: schemas that lead
to each other in groups, and all of them to all, as in documents of large public APIs. It is what `limen check` loads.
"""

import gc
import statistics
import sys
import tempfile
import time
from json import dumps
from pathlib import Path

from application.contracts.judges import joined
from domain.plan.plan import Plan
from entrypoints.loading import loaded_once
from entrypoints.offline import judges, yaml_source
from tests.performance.large_document import document

OPERATIONS, SCHEMAS = 500, 300
GROUPS = {"in groups of 20": 20, "all to all": None}
MAY_TAKE = 2.0  # seconds (issue 7, 3)
ROUNDS = 5
CONFIG = """\
version: 1
identity:
  issuers:
    main: {issuer: "https://idp.example", audience: [large], keys: discover, algorithms: [RS256]}
upstreams: {large: {targets: [{url: "http://large:8080"}], openapi: large.json}}
defaults: {require: authenticated}
from_openapi: {large: {upstream: large, prefix: /large, require_by: table}}
"""


def loaded(path: Path) -> tuple[float, Plan]:
    """Seconds of the whole, and what came of it."""
    gc.unfreeze()
    began = time.perf_counter()
    plan = loaded_once(yaml_source(path)).plan
    took = time.perf_counter() - began
    assert isinstance(plan, Plan), plan
    return took, plan


def longest_step(plan: Plan) -> float:
    """Seconds that a worker which takes this plan up lets calls wait at most, for its schemas."""
    steps, began = [], time.perf_counter()
    for _ in joined(plan, judges()):
        steps.append(time.perf_counter() - began)
        began = time.perf_counter()
    return max(steps)


def measured(folder: Path, group: int | None) -> tuple[float, float]:
    path = folder / "gateway.yaml"
    path.write_text(CONFIG)
    (folder / "large.json").write_text(dumps(document(OPERATIONS, SCHEMAS, group), indent=1))
    loads, steps = [], []
    for _ in range(ROUNDS):
        took, plan = loaded(path)
        loads.append(took)
        steps.append(longest_step(plan))
    return statistics.median(loads), statistics.median(steps)


def main() -> None:
    is_late = False
    print(f"{OPERATIONS} operations with {SCHEMAS} schemas, median of {ROUNDS}; one may take {MAY_TAKE} s:")
    for words, group in GROUPS.items():
        with tempfile.TemporaryDirectory() as folder:
            took, step = measured(Path(folder), group)
        print(f"schemas that lead to each other {words}: {took:.2f} s; a worker's longest step {step * 1000:.0f} ms")
        is_late |= took > MAY_TAKE
    sys.exit(is_late)


if __name__ == "__main__":
    main()
