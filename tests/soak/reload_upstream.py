"""The upstream of the reload soak: says the caller's id back, at once, in slow pieces, or with an upload's digest.

`python -m tests.soak.reload_upstream PORT`. It is killed at random, so it holds nothing.
"""

import asyncio
import hashlib
import sys
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from urllib.parse import parse_qsl

import uvloop

PIECES = 5
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


async def serve(reader: StreamReader, writer: StreamWriter) -> None:
    try:
        while True:
            await _answer(await reader.readuntil(b"\r\n\r\n"), reader, writer)
    except (IncompleteReadError, ConnectionError):
        writer.close()


async def _answer(head: bytes, reader: StreamReader, writer: StreamWriter) -> None:
    lines = head.split(b"\r\n")
    path, _, query = lines[0].split(b" ")[1].decode().partition("?")
    asked = dict(parse_qsl(query))
    length = next((int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    digest = hashlib.sha256(await reader.readexactly(length)).hexdigest() if length else ""
    said = f'{{"id": "{asked["id"]}", "sha256": "{digest}", "padding": "{"x" * 300}"}}'.encode()
    if path == "/slow":
        await _drip(said, float(asked["ms"]) / 1000 / PIECES, writer)
    else:
        writer.write(b"%bcontent-length: %d\r\n\r\n%b" % (HEAD, len(said), said))
    await writer.drain()


async def _drip(said: bytes, pause: float, writer: StreamWriter) -> None:
    """The head after a pause, then the pieces: a kill or a reload meets calls before and in answers."""
    await asyncio.sleep(pause)
    writer.write(HEAD + b"transfer-encoding: chunked\r\n\r\n")
    size = -(-len(said) // PIECES)
    for start in range(0, len(said), size):
        piece = said[start : start + size]
        writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        await asyncio.sleep(pause)
    writer.write(b"0\r\n\r\n")


async def main(port: int) -> None:
    async with await asyncio.start_server(serve, "127.0.0.1", port, backlog=1024) as server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
