"""Bodies stream, both ways, no faster than whoever reads them: what is held in between is bounded."""

import asyncio

from tests.fakes.calls import Pulled, answer_of, call, read
from tests.fakes.reaching import OpenTo
from tests.fakes.settling import settled
from tests.fakes.upstream import Peer

MIB = 1024 * 1024
WHOLE = 64 * MIB
PIECE = b"x" * 65_536
COUNT = WHOLE // len(PIECE)
# What the kernel's buffers on both sides and ours may hold of 64 MiB; the kernel lets its own grow to a few MiB.
HELD = 12 * MIB
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


async def test_an_upload_is_pulled_no_faster_than_the_upstream_reads(open_to: OpenTo) -> None:
    has_head, goes_on = asyncio.Event(), asyncio.Event()

    async def late(peer: Peer) -> None:
        await peer.head()
        has_head.set()
        await goes_on.wait()
        for _ in range(COUNT):
            await peer.read(len(PIECE))
        await peer.say(OK)

    transport, _ = await open_to(late)
    upload = Pulled(PIECE, COUNT)
    sending = asyncio.ensure_future(transport.send(call("POST", body=upload, length=WHOLE)))
    await has_head.wait()
    assert 0 < await settled(lambda: upload.pulled) < HELD
    goes_on.set()
    assert await read(await sending) == b"ok"
    assert upload.pulled == WHOLE


async def test_a_chunked_upload_of_64_mib_arrives_whole(open_to: OpenTo) -> None:
    async def counts(peer: Peer) -> None:
        await peer.head()
        framed = len(b"10000\r\n") + len(PIECE) + len(b"\r\n")
        for _ in range(COUNT):
            assert (await peer.read(framed)).strip() == b"10000\r\n" + PIECE
        assert await peer.read(5) == b"0\r\n\r\n"
        await peer.say(OK)

    transport, _ = await open_to(counts)
    assert await read(await transport.send(call("PUT", body=Pulled(PIECE, COUNT)))) == b"ok"


async def test_a_download_is_not_read_ahead_of_its_reader(open_to: OpenTo) -> None:
    async def pushes(peer: Peer) -> None:
        await peer.request()
        await peer.say(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % WHOLE)
        for _ in range(COUNT):
            await peer.say(PIECE)
        await peer.until_closed()

    transport, upstream = await open_to(pushes)
    answer = answer_of(await transport.send(call()))
    peer = upstream.peers[0]
    assert await settled(lambda: peer.sent) < HELD
    chunks, got = answer.chunks(), 0
    got += len(await anext(chunks))
    assert await settled(lambda: peer.sent) < got + HELD
    async for chunk in chunks:
        got += len(chunk)
    assert got == WHOLE


async def test_what_is_held_of_a_download_is_about_one_buffer(open_to: OpenTo) -> None:
    async def pushes(peer: Peer) -> None:
        await peer.request()
        await peer.say(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % WHOLE)
        for _ in range(COUNT):
            await peer.say(PIECE)

    transport, upstream = await open_to(pushes)
    answer = answer_of(await transport.send(call()))
    await settled(lambda: upstream.peers[0].sent)
    assert len(await anext(answer.chunks())) <= 5 * 65_536  # one buffer, and one read of the socket on top of it
    await answer.release()
