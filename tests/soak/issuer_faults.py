"""An issuer that is stopped, slow, wrong, empty, flooded and rotated, under load: `make soak-issuers` (five minutes).

One worker of the real gateway, whose keys age in seconds (issuer_phases.py). Valid tokens, most of them never seen
before, come all the time; in some phases thousands of tokens with invented key ids come beside them. Prints a table,
and ends with 1 where a valid token was refused or waited for the issuer, an invented one was let in, or the issuer saw
more fetches than it should.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from tests.e2e.aging_gateway import AgingGateway
from tests.e2e.faulty_issuer import Mood
from tests.e2e.shop_tokens import ShopTokens
from tests.e2e.token_callers import call_until
from tests.soak.gateway import resident
from tests.soak.issuer_phases import PHASES, RECOVERY, TERMS, Phase
from tests.soak.issuer_tally import HEADS, Tally

CALLERS, PAUSE = 8, 0.03  # some 250 valid tokens a second
FLOOD_CALLERS, FLOOD_PAUSE = 300, 0.5


async def run(phase: Phase, tokens: ShopTokens, gateway: AgingGateway) -> Tally:
    issuer, tally, over = tokens.issuer, Tally(phase), asyncio.Event()
    issuer.most_at_once = 0
    fetches, failures = issuer.fetches, gateway.failures()
    issuer.mood = phase.mood
    await asyncio.sleep(phase.wait)
    began = time.monotonic()
    beside = [asyncio.ensure_future(rotate(tokens, over))] if phase.rotates else []
    if phase.is_flooded:
        flood = call_until(over, gateway.port, tokens.unknown, tally.take, FLOOD_CALLERS, FLOOD_PAUSE)
        beside.append(asyncio.ensure_future(flood))
    beside.append(asyncio.ensure_future(call_until(over, gateway.port, tokens.none, tally.take, 2, PAUSE)))
    asyncio.get_running_loop().call_later(phase.seconds, over.set)
    await call_until(over, gateway.port, tokens.valid, tally.take, CALLERS, PAUSE)
    tally.seconds = time.monotonic() - began
    await asyncio.gather(*beside)
    tally.fetches, tally.failures = issuer.fetches - fetches, gateway.failures() - failures
    tally.most_at_once, tally.memory = issuer.most_at_once, resident(gateway.workers()[0])
    os.truncate(gateway.out, 0)  # the access log would fill the disk
    return tally


async def rotate(tokens: ShopTokens, over: asyncio.Event) -> None:
    while not over.is_set():
        tokens.rotate()
        await asyncio.sleep(2)


async def recover(tokens: ShopTokens, gateway: AgingGateway) -> None:
    """A token now and then, until the keys are young again."""
    over = asyncio.Event()
    tokens.issuer.mood = Mood.WELL
    asyncio.get_running_loop().call_later(RECOVERY, over.set)
    await call_until(over, gateway.port, tokens.valid, lambda _: None, 1, 0.1)


async def soak(chosen: str) -> list[Tally]:
    tokens, tallies = ShopTokens(), list[Tally]()
    with (
        tempfile.TemporaryDirectory(prefix="limen-issuers-") as name,
        tokens.issuer,
        AgingGateway(Path(name), tokens.issuer, TERMS) as gateway,
    ):
        before = resident(gateway.workers()[0])
        for phase in (phase for phase in PHASES if chosen in phase.name):
            await recover(tokens, gateway)
            say(f"{phase.name} …")
            tallies.append(await run(phase, tokens, gateway))
        say(f"memory of the worker: {before >> 20} MiB before, {resident(gateway.workers()[0]) >> 20} MiB after")
        say(f"tracebacks in the log: {gateway.log().count('Traceback')}")
    return tallies


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="phases whose name has this in it")
    tallies = uvloop.run(soak(parser.parse_args().only))
    rows = [HEADS, *(tally.row() for tally in tallies)]
    for row in rows:
        print("| " + " | ".join(row) + " |")
    for tally in tallies:
        for (of, status, reason), count in tally.wrong().items():
            say(f"WRONG {tally.phase.name}: {count} of a key that was {of}: {status} {reason}")
    bad = [tally.phase.name for tally in tallies if not tally.is_good()]
    say(f"bad phases: {', '.join(bad) or 'none'}")
    return 1 if bad or not tallies else 0


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
