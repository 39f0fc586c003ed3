"""Batches of lines: when they go out, and what becomes of those that do not fit."""

import asyncio
import json
from typing import Any

from adapters.telemetry.log_writer import LogWriter
from adapters.telemetry.orjson_access import BATCH, OrjsonAccessLog
from application.exchange import Exchange


class KeepingWriter(LogWriter):
    def __init__(self) -> None:
        super().__init__()
        self.batches: list[list[dict[str, Any]]] = []
        self.is_full = False

    def take(self, lines: list[bytes]) -> int:
        if self.is_full or not lines:
            return 0
        self.batches.append([json.loads(line) for line in lines])
        return len(lines)


def exchange(number: int) -> Exchange:
    return Exchange(f"r{number}", "GET", "/", "h", "c", started=0)


async def turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_line_alone_goes_out_at_once_and_what_follows_goes_together() -> None:
    writer = KeepingWriter()
    log = OrjsonAccessLog(writer)
    log.finished(exchange(0))
    await turns()
    for number in range(1, 100):
        log.finished(exchange(number))
    await turns()
    assert [len(batch) for batch in writer.batches] == [1]
    log.flush()
    assert [line["request_id"] for line in writer.batches[1]] == [f"r{number}" for number in range(1, 100)]


async def test_a_full_batch_does_not_wait() -> None:
    writer = KeepingWriter()
    log = OrjsonAccessLog(writer)
    for number in range(2 * BATCH):
        log.finished(exchange(number))
    assert [len(batch) for batch in writer.batches] == [BATCH, BATCH]


async def test_what_does_not_fit_is_counted_and_told_once_there_is_room() -> None:
    writer = KeepingWriter()
    log = OrjsonAccessLog(writer)
    writer.is_full = True
    for number in range(BATCH + 5):
        log.finished(exchange(number))
    log.flush()
    assert log.dropped == BATCH + 5
    writer.is_full = False
    log.finished(exchange(1))
    log.flush()
    (told,), (line,) = writer.batches
    assert (told["event"], told["dropped"]) == ("access-log-dropped", BATCH + 5)
    assert line["request_id"] == "r1"
    log.finished(exchange(2))
    log.flush()
    assert len(writer.batches) == 3  # told once


async def test_lines_that_could_not_be_written_are_told_too() -> None:
    writer = KeepingWriter()
    log = OrjsonAccessLog(writer)
    writer.lost = 7
    log.flush()
    assert writer.batches[0][0]["dropped"] == log.dropped == 7


async def test_a_number_that_json_has_no_room_for_costs_no_batch() -> None:
    writer, odd = KeepingWriter(), exchange(1)
    log = OrjsonAccessLog(writer)
    odd.bytes_out = 2**70
    log.finished(odd)
    log.flush()
    assert writer.batches[0][0]["bytes_out"] == str(2**70)


async def test_closing_writes_what_waits() -> None:
    writer = KeepingWriter()
    log = OrjsonAccessLog(writer)
    for number in range(3):
        log.finished(exchange(number))
    log.close()
    assert sum(map(len, writer.batches)) == 3
