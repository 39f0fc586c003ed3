"""Twenty minutes at 80 % load, a reload every ten seconds, upstreams killed at random: what is lost, what memory does.

`make soak-reloads`. The load, the upstreams and the gateway share the machine: the maximum that the rate is taken from
is theirs together. Ends with 1 where a request was lost or memory grew by more than 10 % from minute two.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import uvloop

from tests.soak.reload_gateway import Holding, Reloaded, Upstreams, token
from tests.soak.reload_load import Load
from tests.soak.reload_tally import Tally
from tests.soak.reload_verdict import LOST, OK, Kills, growth

CALIBRATION = 10.0  # seconds
SHARE = 0.8
MOST_GROWTH = 0.10


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--upstreams", type=int, default=2)
    parser.add_argument("--connections", type=int, default=256, help="at most")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--rate", type=float, help="requests a second, instead of 80 %% of the measured maximum")
    parser.add_argument("--reloads", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--kills", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args()


async def soak(chosen: argparse.Namespace, upstreams: Upstreams, gateway: Reloaded) -> dict[str, Any]:
    kills, held = Kills(), list[Holding]()
    load = Load(gateway.served.port, token(), chosen.connections, chosen.seed, kills)
    most = None if chosen.rate else await load.as_fast_as_it_goes(CALIBRATION, 64)
    rate = chosen.rate or SHARE * (most or 0)
    _say(f"seed {chosen.seed}; {most or 0:.0f} requests a second at most, {rate:.0f} from now on")
    load.tally = Tally()

    async def watch() -> None:
        while True:
            await asyncio.sleep(5)
            held.append(gateway.holding(load.began))

    beside = [asyncio.ensure_future(watch())]
    if chosen.reloads:
        beside.append(asyncio.ensure_future(gateway.reload_forever()))
    if chosen.kills:
        beside.append(asyncio.ensure_future(upstreams.die_at_random(chosen.seed, kills)))
    await load.at_rate(rate, chosen.minutes * 60)
    for task in beside:
        ended = task.done()
        task.cancel()
        assert not ended, task.exception()
    return {"seed": chosen.seed, "most_a_second": most, "rate": rate} | figures(load.tally, held, gateway, kills)


def figures(tally: Tally, held: list[Holding], gateway: Reloaded, kills: Kills) -> dict[str, Any]:
    grown = {
        "memory": growth([(one.at, one.all / 2**20) for one in held]),
        "memory_of_master": growth([(one.at, one.master / 2**20) for one in held]),
        "descriptors": growth([(one.at, one.descriptors) for one in held]),
    }
    return {
        "counts": dict(tally.counts),
        "ways": dict(tally.ways),
        "notes": tally.notes,
        "ms": tally.milliseconds(),
        "reloads": {"all": gateway.reloads, "faulty": gateway.faulty, "refused": gateway.refused()},
        "kills": len(kills.spans),
        "minute_two_and_last": {name: one and asdict(one) | {"ratio": one.ratio} for name, one in grown.items()},
        "most_processes": max(one.processes for one in held),
        "most_zombies": max(one.zombies for one in held),
        "held": [asdict(one) for one in held],
        "good": tally.counts[OK] > 0
        and not tally.counts[LOST]
        and gateway.refused() == gateway.faulty
        and all(one is None or one.is_within(MOST_GROWTH) for name, one in grown.items() if name != "descriptors"),
    }


def main() -> int:
    chosen = options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="limen-reloads-")))
        upstreams = Upstreams(folder, chosen.upstreams, stack)
        gateway = Reloaded(folder, upstreams.ports, chosen.workers, stack)
        found = uvloop.run(soak(chosen, upstreams, gateway))
        found["log"] = [line for line in gateway.served.log().splitlines() if "ERROR" in line or "rror:" in line][-40:]
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1))
    for name, figure in found.items():
        if name not in ("held", "notes", "log"):
            _say(f"{name}: {figure}")
    for note in found["notes"][:40]:
        _say(f"FAULT {note}")
    return 0 if found["good"] else 1


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
