"""WebSockets through a running gateway: the handshake, messages, and every way in which one ends."""

import asyncio
import json
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import jwt
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from tests.e2e.rude import Rude, says
from tests.e2e.serving import Served, until
from tests.e2e.talking import Told, Upstream, call, heard

pytestmark = pytest.mark.e2e
SECRET = "a secret of at least thirty-two bytes"
LIMIT = 64 * 1024
CONFIG = """version: 1
identity:
  issuers:
    main:
      issuer: https://idp.example
      audience: [shop]
      keys: {{secret: "{secret}"}}
      algorithms: [HS256]
      claims: {{roles: roles}}
permissions: {{roles: {{viewer: {{}}}}}}
upstreams: {{one: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}, rude: {{targets: [{{url: "http://127.0.0.1:{rude}"}}]}}}}
routes:
  ws: {{match: "GET /ws", to: one, require: public, websocket: {{message_limit: 64KiB, idle: 30s}}}}
  big: {{match: "GET /big", to: one, require: public, websocket: {{message_limit: 16MiB}}}}
  short: {{match: "GET /short", to: one, require: public, websocket: {{idle: 400ms}}}}
  plain: {{match: "GET /plain", to: one, require: public}}
  mine: {{match: "GET /mine", to: one, require: {{role: viewer}}, websocket: true}}
  lasting: {{match: "GET /lasting", to: one, require: {{role: viewer}}, websocket: {{expires: false}}}}
  rude: {{match: "GET /rude", to: rude, require: public, websocket: true}}
"""


async def behaves(peer: ServerConnection) -> None:
    """Echoes; a text that begins with `!` is an order."""
    async for message in peer:
        order, _, rest = str(message).partition(" ") if isinstance(message, str) else ("", "", "")
        match order:
            case "!close":
                await peer.close(*json.loads(rest))
            case "!ping":
                await (await peer.ping(b"of the upstream"))
                await peer.send("ponged")
            case "!vanish":
                peer.transport.abort()
            case "!pour":
                await peer.send(bytes(int(rest)))
            case _:
                await peer.send(message)


def chooses(_: ServerConnection, offered: Any) -> Subprotocol | None:
    return Subprotocol("chat.v2") if "chat.v2" in offered else None


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    with Upstream(behaves, select_subprotocol=chooses) as upstream:
        yield upstream


@pytest.fixture(scope="module")
def rude() -> Iterator[Rude]:
    with Rude(says(b"HTTP/1.1 418 Teapot\r\ncontent-length: 6\r\nx-tea: green\r\n\r\nno way")) as rude:
        yield rude


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, upstream: Upstream, rude: Rude) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("ws"), upstream, rude.port) as gateway:
        yield gateway


def serving(folder: Path, upstream: Upstream, rude: int = 9) -> Served:
    file = folder / "gateway.yaml"
    file.write_text(CONFIG.format(secret=SECRET, port=upstream.port, rude=rude))
    return Served(folder, file)


def token(seconds: float = 600, **claims: Any) -> str:
    stated = {"iss": "https://idp.example", "aud": "shop", "sub": "ada", "roles": ["viewer"], **claims}
    return jwt.encode({**stated, "exp": time.time() + seconds}, SECRET, "HS256")


async def refused(gateway: Served, path: str, bearer: str = "", **options: Any) -> tuple[int, str]:
    with pytest.raises(InvalidStatus) as caught:
        await call(gateway.port, path, bearer, **options)
    answer = caught.value.response
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.body or b"{}")
    assert problem["request_id"] == answer.headers["x-request-id"]
    return answer.status_code, problem["reason"]


def last_line(gateway: Served, **fields: object) -> dict[str, Any]:
    found: list[dict[str, Any]] = []

    def is_there() -> bool:
        found[:] = [line for line in gateway.lines() if fields.items() <= line.items()]
        return bool(found)

    until(is_there, f"a line in the log with {fields}")
    return found[-1]


@pytest.mark.parametrize(
    "message", ["grüße", "", b"\x00\xff", b"", "x" * LIMIT, bytes(LIMIT)], ids=lambda m: f"{type(m).__name__}{len(m)}"
)
async def test_a_message_comes_back_as_it_was_sent(gateway: Served, message: str | bytes) -> None:
    async with call(gateway.port) as caller:
        await caller.send(message)
        assert await caller.recv() == message


async def test_messages_of_many_sizes_stay_in_order_and_whole(gateway: Served) -> None:
    sent = [bytes([number % 251]) * (number * 997 % LIMIT) for number in range(200)]
    async with call(gateway.port) as caller:
        sending = asyncio.create_task(_send_all(caller, sent))
        assert [await caller.recv() for _ in sent] == sent
        await sending


async def test_fragments_are_put_together_and_pings_may_come_between(gateway: Served) -> None:
    async with call(gateway.port) as caller:
        await caller.send(["one ", "two ", "", "three"])
        assert await caller.recv() == "one two three"
        await caller.send([b"x"] * 2_000)
        assert await caller.recv() == b"x" * 2_000


async def test_a_large_message_passes_where_the_route_allows_it(gateway: Served) -> None:
    async with call(gateway.port, "/big") as caller:
        await caller.send(bytes(16 * 1024 * 1024))
        assert len(await caller.recv()) == 16 * 1024 * 1024


async def test_what_the_caller_says_in_its_handshake_goes_upstream_and_its_own_hop_does_not(
    gateway: Served, upstream: Upstream
) -> None:
    headers = {"x-custom": "1", "cookie": "a=b", "x-forwarded-for": "6.6.6.6", "keep-alive": "5"}
    async with call(
        gateway.port, "/ws?q=%20", headers=headers, origin="https://shop.example", compression="deflate"
    ) as caller:
        assert caller.response is not None
        assert "sec-websocket-extensions" not in caller.response.headers
        ours = caller.request.headers["sec-websocket-key"] if caller.request else ""
    request = upstream.requests[-1]
    assert request.path == "/ws?q=%20"
    seen = request.headers
    assert (seen["origin"], seen["cookie"], seen["x-custom"]) == ("https://shop.example", "a=b", "1")
    assert (seen["x-forwarded-for"], seen["x-forwarded-proto"]) == ("127.0.0.1", "http")
    assert "sec-websocket-extensions" not in seen
    assert "keep-alive" not in seen
    assert len(seen.get_all("sec-websocket-key")) == 1
    assert seen["sec-websocket-key"] != ours


async def test_offered_subprotocols_go_upstream_and_its_choice_comes_back(gateway: Served, upstream: Upstream) -> None:
    async with call(gateway.port, "/ws", "", "chat.v1", "chat.v2") as caller:
        assert caller.subprotocol == "chat.v2"
    assert "chat.v1" in upstream.requests[-1].headers["sec-websocket-protocol"]
    async with call(gateway.port, "/ws", "", "other") as caller:
        assert caller.subprotocol is None


async def test_a_refusal_is_an_http_answer_with_its_reason(gateway: Served) -> None:
    assert await refused(gateway, "/mine") == (401, "token-missing")
    assert await refused(gateway, "/mine", token(-60)) == (401, "token-expired")
    assert await refused(gateway, "/nowhere") == (404, "route-unknown")
    assert await refused(gateway, "/plain") == (403, "upgrade-refused")
    assert await refused(gateway, "/ws/..") == (400, "path-unsafe")


async def test_who_lacks_the_role_is_refused(gateway: Served) -> None:
    assert await refused(gateway, "/mine", token(roles=[])) == (403, "role-missing")
    async with call(gateway.port, "/mine", token()) as caller:
        await caller.send("in")
        assert await caller.recv() == "in"


async def test_an_upstream_that_does_not_upgrade_has_answered_in_http(gateway: Served) -> None:
    with pytest.raises(InvalidStatus) as caught:
        await call(gateway.port, "/rude")
    answer = caught.value.response
    assert (answer.status_code, answer.headers["x-tea"], bytes(answer.body or b"")) == (418, "green", b"no way")
    assert answer.headers.get_all("connection") == ["close"]


@pytest.mark.parametrize("code", [1000, 1001, 1008, 1011, 3000, 4999])
async def test_a_close_of_the_caller_reaches_the_upstream(gateway: Served, upstream: Upstream, code: int) -> None:
    ends = len(upstream.ends)
    async with call(gateway.port) as caller:
        await caller.close(code, "so long")
    await hears(upstream, ends, (code, "so long"))


@pytest.mark.parametrize("code", [1000, 1001, 1012, 3000, 4999])
async def test_a_close_of_the_upstream_reaches_the_caller(gateway: Served, code: int) -> None:
    async with call(gateway.port) as caller:
        await caller.send(f'!close [{code}, "grüße"]')
        assert await heard(caller) == (code, "grüße")


async def test_a_close_without_a_code_has_none_on_the_other_side(gateway: Served, upstream: Upstream) -> None:
    ends = len(upstream.ends)
    with _raw(gateway) as caller:
        caller.sendall(b"\x88\x80\x00\x00\x00\x00")
        assert caller.recv(100) == b"\x88\x00"
    await hears(upstream, ends, (1005, ""))


async def test_a_message_beyond_the_limit_is_1009_either_way(gateway: Served, upstream: Upstream) -> None:
    ends = len(upstream.ends)
    async with call(gateway.port) as caller:
        await caller.send("first")
        assert await caller.recv() == "first"
        await _insist(caller, bytes(LIMIT + 1))
        assert await heard(caller) == (1009, "message-too-large")
    async with call(gateway.port) as caller:
        await caller.send(f"!pour {LIMIT + 1}")
        assert await heard(caller) == (1009, "message-too-large")
    await hears(upstream, ends, *[(1009, "message-too-large")] * 2)


async def test_fragments_count_together_against_the_limit(gateway: Served) -> None:
    async with call(gateway.port) as caller:
        await _insist(caller, [bytes(LIMIT // 2)] * 8)
        assert await heard(caller) == (1009, "message-too-large")


async def test_pings_are_answered_on_each_hop(gateway: Served) -> None:
    async with call(gateway.port) as caller:
        assert await (await caller.ping(b"of the caller")) >= 0
        await caller.send("!ping")
        assert await caller.recv() == "ponged"


async def test_broken_frames_end_the_connection_and_the_upstream_hears_of_it(
    gateway: Served, upstream: Upstream
) -> None:
    for frame, code in [
        (b"\x81\x02hi", 1002),
        (b"\x81\x82\x00\x00\x00\x00\xff\xff", 1007),
        (b"\xc1\x80\x00\x00\x00\x00", 1002),
    ]:
        ends = len(upstream.ends)
        with _raw(gateway) as caller:
            caller.sendall(frame)
            said = caller.recv(100)
            assert (said[0], int.from_bytes(said[2:4])) == (0x88, code)
        await hears(upstream, ends, (1001, "caller-left"))


async def test_silence_ends_a_connection_and_a_ping_is_a_sign_of_life(gateway: Served) -> None:
    async with call(gateway.port, "/short") as caller, call(gateway.port, "/short") as pinging:
        ending = asyncio.create_task(heard(caller))
        while not ending.done():
            await (await pinging.ping())
            await asyncio.wait((ending,), timeout=0.1)
        assert ending.result() == (1001, "idle")
        await pinging.send("still here")
        assert await pinging.recv() == "still here"


async def test_an_upstream_that_vanishes_is_1011_for_the_caller(gateway: Served) -> None:
    async with call(gateway.port) as caller:
        await caller.send("!vanish")
        assert await heard(caller) == (1011, "upstream-reset")
    assert last_line(gateway, reason="upstream-reset")["close_code"] == 1011


async def test_a_caller_that_vanishes_frees_the_upstream_at_once(gateway: Served, upstream: Upstream) -> None:
    ends = len(upstream.ends)
    caller = await call(gateway.port)
    caller.transport.abort()
    await hears(upstream, ends, (1001, "caller-left"), seconds=2)


async def test_a_token_that_expires_ends_its_connection_unless_the_route_says_otherwise(
    gateway: Served, upstream: Upstream
) -> None:
    short = token(1.5)
    async with call(gateway.port, "/mine", short) as caller, call(gateway.port, "/lasting", short) as lasting:
        assert await heard(caller) == (1008, "token-expired")
        await lasting.send("on")
        assert await lasting.recv() == "on"
    assert (1001, "token-expired") in upstream.ends


async def test_a_token_that_is_revoked_ends_its_connections_even_those_that_outlive_one(
    tmp_path: Path, upstream: Upstream
) -> None:
    revoked, text = tmp_path / "revoked.yaml", CONFIG.format(secret=SECRET, port=upstream.port, rude=9)
    revoked.touch()
    text = text.replace("identity:\n", "identity:\n  revocation: {file: revoked.yaml, every: 100ms}\n")
    (tmp_path / "gateway.yaml").write_text(text)
    one, other = token(jti="t1"), token(jti="t2")
    with Served(tmp_path, tmp_path / "gateway.yaml") as gateway:
        async with (
            call(gateway.port, "/mine", one) as mine,
            call(gateway.port, "/lasting", one) as lasting,
            call(gateway.port, "/mine", other) as others,
        ):
            revoked.write_text("- {jti: t1}\n")
            assert await heard(mine) == await heard(lasting) == (1008, "token-revoked")
            await others.send("on")
            assert await others.recv() == "on"
        assert await refused(gateway, "/mine", one) == (401, "token-revoked")
    assert (1001, "token-revoked") in upstream.ends


async def test_one_line_in_the_log_tells_of_the_whole_connection(gateway: Served) -> None:
    async with call(gateway.port, "/mine?secret=1", token()) as caller:
        await caller.send("grüße")
        await caller.recv()
        await caller.close(4321)
    line = last_line(gateway, close_code=4321)
    assert (line["status"], line["route"], line["subject"], line["bytes_in"], line["bytes_out"]) == (
        101,
        "mine",
        "ada",
        7,
        7,
    )
    assert "secret" not in gateway.out.read_text() + gateway.log()


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        (b"sec-websocket-version: 8\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n", 426, b"upgrade-version"),
        (b"sec-websocket-version: 13\r\n", 400, b"upgrade-invalid"),
        (b"sec-websocket-version: 13\r\nsec-websocket-key: short\r\n", 400, b"upgrade-invalid"),
    ],
)
async def test_a_handshake_that_is_none_is_told_so(gateway: Served, fields: bytes, status: int, reason: bytes) -> None:
    head = b"GET /ws HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n" + fields + b"\r\n"
    with socket.create_connection(("127.0.0.1", gateway.port), 10) as caller:
        caller.sendall(head)
        answer = b""
        while piece := caller.recv(65536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert reason in answer


async def test_a_long_head_is_no_worse_than_on_a_plain_request(gateway: Served, rude: Rude) -> None:
    with pytest.raises(InvalidStatus) as caught:
        await call(gateway.port, "/rude", headers={f"x-{number}": "y" * 12_000 for number in range(3)})
    assert caught.value.response.status_code == 418
    assert len(rude.heads[-1]) > 36_000


async def test_a_reader_who_does_not_read_slows_the_writer(gateway: Served) -> None:
    """The echo comes back only as fast as it is read: what the sockets and one message a hop hold, and no more.

    The kernel lets each of the six sockets grow to several MiB on the way; 300 MiB they never hold.
    """
    async with call(gateway.port, "/big", max_queue=1) as caller:
        messages = [bytes(1024 * 1024)] * 300
        sent: list[bytes] = []
        sending = asyncio.create_task(_send_all(caller, messages, sent))
        await asyncio.wait((sending,), timeout=3)
        assert len(sent) < 150
        for message in messages:
            assert await caller.recv() == message
        await sending


async def test_two_hundred_connections_at_once_each_get_their_own_messages_in_order(gateway: Served) -> None:
    async def talk(number: int) -> list[str]:
        async with call(gateway.port) as caller:
            sent = [f"{number}:{count}" for count in range(20)]
            for message in sent:
                await caller.send(message)
            assert [await caller.recv() for _ in sent] == sent
        return sent

    assert len(await asyncio.gather(*(talk(number) for number in range(200)))) == 200


async def test_a_draining_worker_says_1001_to_both_sides(tmp_path: Path) -> None:
    with Upstream() as upstream, serving(tmp_path, upstream) as gateway:
        async with AsyncExitStack() as stack:
            callers = [await stack.enter_async_context(call(gateway.port)) for _ in range(5)]
            gateway.child.send_signal(signal.SIGTERM)
            assert await asyncio.gather(*map(heard, callers)) == [(1001, "gateway-draining")] * 5
        await hears(upstream, 0, *[(1001, "gateway-draining")] * 5)
        assert gateway.child.wait(15) == 0
        assert "Traceback" not in gateway.log()


async def test_a_reload_is_nothing_to_a_websocket(tmp_path: Path) -> None:
    with Upstream() as upstream, serving(tmp_path, upstream) as gateway:
        async with call(gateway.port) as caller:
            gateway.child.send_signal(signal.SIGHUP)
            await asyncio.to_thread(until, lambda: "reload accepted" in gateway.log(), "the reload")
            await caller.send("still here")
            assert await caller.recv() == "still here"


async def hears(upstream: Upstream, since: int, *ends: Told, seconds: float = 15) -> None:
    """The upstream's connections, from the `since`-th that ended, have heard all of these."""
    until_then = partial(until, seconds=seconds)
    await asyncio.to_thread(
        until_then, lambda: not Counter(ends) - Counter(upstream.ends[since:]), f"{ends} at the upstream"
    )


async def _send_all(caller: ClientConnection, messages: list[bytes], sent: list[bytes] | None = None) -> None:
    for message in messages:
        await caller.send(message)
        if sent is not None:
            sent.append(message)


async def _insist(caller: ClientConnection, message: bytes | list[bytes]) -> None:
    """Sends what the gateway ends the connection for, perhaps before all of it is sent."""
    with suppress(ConnectionClosed):
        await caller.send(message)


def _raw(gateway: Served) -> socket.socket:
    caller = socket.create_connection(("127.0.0.1", gateway.port), 10)
    caller.sendall(
        b"GET /ws HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n"
        b"sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += caller.recv(1)
    assert head.startswith(b"HTTP/1.1 101 Switching Protocols\r\n")
    assert b"\r\nsec-websocket-accept: s3ppl" in head.lower()
    return caller
