"""Hundreds of reloads in a row, a third of them bad, under load on two workers. `make soak-config-reloads`.

No request fails, both workers always end on the same edition, a WebSocket stays open through all of them, and neither
memory nor descriptors grow by more than a twentieth. Ends with 1 where any of that is not so.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import uvloop
from websockets.asyncio.client import ClientConnection, connect

from tests.e2e.serving import Served, until
from tests.e2e.talking import Upstream
from tests.soak.reload_gateway import COOLDOWN, FAULTY, PLAN, SECRET, Holding, Upstreams, holding, token
from tests.soak.reload_load import Load
from tests.soak.reload_tally import Tally
from tests.soak.reload_verdict import OK, Kills

MOST_GROWTH = 0.05
AT_REST = 100_000  # a reload that is none of those that are counted
SETTLED = 2.0  # seconds until what is closed is gone
WARM = 0.2  # of the reloads, until memory is what it will be
TALK = """  talking: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}
"""
ROUTE = "  talk: {match: 'GET /talk', to: talking, websocket: {idle: 10m}}\n"


@dataclass(slots=True)
class Seen:
    accepted: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)  # of the gateway, not of its configuration
    held: list[Holding] = field(default_factory=list)
    at_rest: list[int] = field(default_factory=list)  # descriptors, before and after
    seconds: list[float] = field(default_factory=list)  # from asking to the outcome


class Rewritten:
    """A gateway whose file is written anew before each reload."""

    def __init__(self, folder: Path, ports: list[int], talking: int, stack: ExitStack) -> None:
        self._file = folder / "gateway.yaml"
        targets = ", ".join(f'{{url: "http://127.0.0.1:{port}"}}' for port in ports)
        plan = PLAN.format(secret=SECRET, targets=targets, cooldown=COOLDOWN)
        self._plan = plan.replace("defaults:", TALK.format(port=talking) + "defaults:") + ROUTE
        self._file.write_text(self._plan)
        self.served = stack.enter_context(Served(folder, self._file, workers=2))

    async def at_rest(self, load: Load, seen: Seen) -> int:
        """Descriptors without any load: two reloads close the connections that upstreams were kept open."""
        for number in (AT_REST, AT_REST + 15):  # one breaker, then another
            await asyncio.to_thread(self.reload, number, seen)
        await asyncio.sleep(SETTLED)
        return holding(self.served, load.began).descriptors

    def reload(self, number: int, seen: Seen) -> None:
        is_bad = number % 3 == 2
        more = f"  more{number}: {{match: 'GET /more/{number}', to: echo}}\n"
        text = self._plan.replace("failures: 5", f"failures: {5 + number % 2}") if number % 5 == 0 else self._plan
        self._file.write_text(text + more + (FAULTY if is_bad else ""))
        began = time.monotonic()
        outcome = self.served.reload()
        seen.seconds.append(time.monotonic() - began)
        if outcome["outcome"] != ("refused" if is_bad else "accepted"):
            seen.faults.append(f"reload {number}: {outcome}")
        if number < AT_REST:
            seen.refused, seen.accepted = seen.refused + is_bad, seen.accepted + (not is_bad)
        status = self.served.status()
        editions = {worker["edition"] for worker in status["workers"]} | {status["active"]["edition"]}
        if len(editions) != 1 or len(status["workers"]) != 2 or outcome["active"] not in editions:
            seen.faults.append(f"reload {number}: not one edition: {status}")


async def soak(gateway: Rewritten, reloads: int, rate: float, pause: float) -> dict[str, Any]:
    seen, load = Seen(), Load(gateway.served.port, token(), 32, 1, Kills())
    load.tally, bearer = Tally(), {"authorization": f"Bearer {token()}"}
    async with connect(f"ws://127.0.0.1:{gateway.served.port}/talk", additional_headers=bearer, proxy=None) as talking:
        seen.at_rest.append(await gateway.at_rest(load, seen))
        loading = asyncio.create_task(load.at_rate(rate, reloads * (pause + 1) + 60))
        for number in range(reloads):
            await asyncio.to_thread(gateway.reload, number, seen)
            await _still_talks(talking, number, seen)
            await asyncio.sleep(pause)
            if number >= reloads * WARM:
                seen.held.append(holding(gateway.served, load.began))
        load.stop()
        await loading
        load.close()
        seen.at_rest.append(await gateway.at_rest(load, seen))
    return figures(seen, load.tally)


async def _still_talks(talking: ClientConnection, number: int, seen: Seen) -> None:
    await talking.send(str(number))
    said = await asyncio.wait_for(talking.recv(), 10)
    if said != str(number):
        seen.faults.append(f"the WebSocket said {said!r} after reload {number}")


def figures(seen: Seen, tally: Tally) -> dict[str, Any]:
    grown = {
        "memory, MiB": growth([one.all / 2**20 for one in seen.held]),
        "memory of the master, MiB": growth([one.master / 2**20 for one in seen.held]),
        "descriptors at rest": (float(seen.at_rest[0]), float(seen.at_rest[1])),
    }
    good = tally.counts[OK] and set(tally.counts) == {OK} and not seen.faults
    return {
        "accepted": seen.accepted,
        "refused": seen.refused,
        "faults": seen.faults[:20],
        "requests": dict(tally.counts),
        "notes": tally.notes[:20],
        "ms of a request": tally.milliseconds(),
        "ms of a reload": {"median": median(seen.seconds) * 1000, "max": max(seen.seconds) * 1000},
        "before and after": grown,
        "good": bool(good) and all(after <= before * (1 + MOST_GROWTH) for before, after in grown.values()),
    }


def growth(held: list[float]) -> tuple[float, float]:
    """The medians of the first and of the last fifth."""
    part = max(1, len(held) // 5)
    return median(held[:part]), median(held[-part:])


def run(reloads: int, rate: float, pause: float) -> dict[str, Any]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="limen-config-reloads-")))
        upstreams = Upstreams(folder, 2, stack)
        talking = stack.enter_context(Upstream())
        gateway = Rewritten(folder, upstreams.ports, talking.port, stack)
        until(lambda: len(gateway.served.status()["workers"]) == 2, "both workers")
        found = uvloop.run(soak(gateway, reloads, rate, pause))
        lines = gateway.served.log().splitlines()
        found["errors"] = [line for line in lines if '"error"' in line and "limen.reload" not in line]
        return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reloads", type=int, default=500)
    parser.add_argument("--rate", type=float, default=200.0, help="requests a second")
    parser.add_argument("--pause", type=float, default=0.3, help="seconds between two reloads")
    chosen = parser.parse_args()
    found = run(chosen.reloads, chosen.rate, chosen.pause)
    print(json.dumps(found, indent=1))
    return 0 if found["good"] else 1


if __name__ == "__main__":
    sys.exit(main())
