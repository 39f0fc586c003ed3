"""A thousand SSE streams through one worker for a minute: every event arrives, in order. `make soak-sse`."""

import asyncio
import sys
import time
from collections.abc import Callable

from tests.soak.gateway import Counted, options, soak

PAUSE = 0.5  # seconds between two events of a stream
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
REQUEST = b"GET /events HTTP/1.1\r\nhost: soak.example\r\n\r\n"
PADDING = b"x" * 100


async def be_the_upstream(port: int) -> None:
    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(HEAD)
            count = 0
            while not writer.is_closing():
                event = b"id: %d\ndata: %d %b\n\n" % (count, time.monotonic_ns(), PADDING)
                writer.write(b"%x\r\n%b\r\n" % (len(event), event))
                await writer.drain()
                count += 1
                await asyncio.sleep(PAUSE)
        except (ConnectionError, EOFError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(stream, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


async def load(port: int, connections: int, seconds: float, counted: Counted, all_are_open: Callable[[], None]) -> None:
    gate = asyncio.Semaphore(50)

    async def opened() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(REQUEST)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                counted.faults.append(repr(head[:40]))
            return reader, writer

    streams = await asyncio.gather(*(opened() for _ in range(connections)))
    all_are_open()
    until = time.monotonic() + seconds
    await asyncio.gather(*(_listen(number, reader, until, counted) for number, (reader, _) in enumerate(streams)))
    for _, writer in streams:
        writer.close()


async def _listen(number: int, reader: asyncio.StreamReader, until: float, counted: Counted) -> None:
    expected, began = 0, time.monotonic_ns()
    while time.monotonic() < until:
        try:
            event = await asyncio.wait_for(reader.readuntil(b"\n\n"), 20)
        except (OSError, EOFError, TimeoutError) as problem:
            counted.faults.append(f"{number}: after {expected} events: {problem!r}")
            return
        _, _, numbered = event.partition(b"id: ")  # a chunk's size may stand before it
        count, _, data = numbered.partition(b"\ndata: ")
        if int(count) != expected:
            counted.faults.append(f"{number}: event {count!r} in place of {expected}")
        if int(data.split()[0]) > began:  # earlier ones have waited for the last stream to open
            counted.slowest = max(counted.slowest, (time.monotonic_ns() - int(data.split()[0])) / 1e9)
        counted.messages += 1
        expected += 1


if __name__ == "__main__":
    chosen = options(__doc__ or "")
    if chosen.upstream:
        asyncio.run(be_the_upstream(chosen.upstream))
    sys.exit(asyncio.run(soak("events", load, chosen.connections, chosen.seconds)))
