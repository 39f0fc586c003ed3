"""Aggregates under fault: three parts, each in every condition, over real sockets, held against the documented rule.

The rule is written here once more, by itself (docs/how-to/aggregate.md): what a condition of a part is called, what
becomes of the whole, and that nothing is left when the answer is there.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from socket import socket

import pytest
from dependency_injector import providers

from application.gateway import Gateway
from application.reply import Reply
from domain.message.head import Head
from domain.message.headers import first
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.spec import Spec
from entrypoints.container import Container
from tests.fakes.gateway_text import read
from tests.fakes.observer import FakeObserver

pytestmark = pytest.mark.e2e

DEADLINE_S, GRACE_S, AT_ONCE = 3.0, 3.0, 75  # a busy machine answers what is at once six times over in that time
PARTS = ("a", "b", "c")
RULE = {
    "fine": None,
    "slow": (504, "deadline-exceeded"),
    "stalled": (504, "deadline-exceeded"),
    "dead": (502, "upstream-connect"),
    "wrong": (502, "part-not-json"),
    "large": (502, "part-too-large"),
    "failing": (502, "part-failed"),
    "reset": (502, "upstream-reset"),
}
LATE = ("slow", "stalled")
REQUIRED = {"none": "", "first": "a", "all": "abc"}


class Upstream:
    """Does what the path says. `busy` are calls that have begun and not ended, `open` are connections."""

    def __init__(self) -> None:
        self.busy = self.open = 0
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        try:
            while line := (await reader.readline()).split():
                while await reader.readline() != b"\r\n":
                    pass
                self.busy += 1
                try:
                    await getattr(self, line[1].decode().strip("/"))(reader, writer)
                finally:
                    self.busy -= 1
        except (ConnectionError, EOFError):
            pass  # whoever asks may leave at any moment: that is what this is about
        finally:
            self.open -= 1
            writer.close()

    async def fine(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._say(writer, b'{"id": 9007199254740993}')

    async def slow(self, reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await self._held(reader)

    async def stalled(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._say(writer, b'{"half": ', length=99)
        await self._held(reader)

    async def wrong(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._say(writer, b'{"id": 1')

    async def large(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._say(writer, b'"%s"' % (b"x" * 4096))

    async def failing(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._say(writer, b"{}", status=b"500 Oops")

    async def reset(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._say(writer, b'{"half": ', length=99)
        await writer.drain()
        raise ConnectionResetError

    def _say(
        self, writer: asyncio.StreamWriter, body: bytes, *, length: int | None = None, status: bytes = b"200 OK"
    ) -> None:
        announced = len(body) if length is None else length
        writer.write(
            b"HTTP/1.1 %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % (status, announced)
        )
        writer.write(body)

    async def _held(self, reader: asyncio.StreamReader) -> None:
        await reader.read()  # until whoever asks has left
        raise EOFError


def config(port: int, closed: int) -> str:
    routes = "".join(
        f"""
  {required}-{dead}:
    match: "GET /{required}/{dead}/{{a}}/{{b}}/{{c}}"
    require: public
    timeout: {{total: {DEADLINE_S:g}s}}
    compose:
      parts:
        {part(required, dead, 0)}
        {part(required, dead, 1)}
        {part(required, dead, 2)}"""
        for required in REQUIRED
        for dead in map("".join, product("01", repeat=3))
    )
    return f"""
version: 1
upstreams:
  up: {{targets: [{{url: "http://127.0.0.1:{port}"}}]}}
  down: {{targets: [{{url: "http://127.0.0.1:{closed}"}}]}}
routes:{routes}
"""


def part(required: str, dead: str, number: int) -> str:
    name = PARTS[number]
    upstream = "down" if dead[number] == "1" else "up"
    optional = "false" if name in REQUIRED[required] else "true"
    return f'{name}: {{get: "/{{{name}}}", from: {upstream}, optional: {optional}, limit: 1KiB}}'


@asynccontextmanager
async def gateway(upstream: Upstream) -> AsyncIterator[Gateway]:
    server = await asyncio.start_server(upstream.serve, "127.0.0.1", 0)
    with socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, and nobody listens
        spec = read(config(server.sockets[0].getsockname()[1], closed.getsockname()[1]))
        assert isinstance(spec, Spec), spec
        plan = compile_plan(spec)
        assert isinstance(plan, Plan), plan
        container = Container()
        container.access_log.override(providers.Object(FakeObserver()))
        container.activation().activate(plan)
        try:
            yield container.gateway()
        finally:
            await container.activation().close()
            server.close()
            await server.wait_closed()
    await at_rest(upstream, "open")


async def ask(one: Gateway, required: str, conditions: tuple[str, ...]) -> tuple[Reply, float]:
    dead = "".join("1" if condition == "dead" else "0" for condition in conditions)
    path = f"/{required}/{dead}/{'/'.join(conditions)}".encode()
    began = time.monotonic()
    reply = await one.handle(Head("GET", path, b"", [(b"host", b"api.example")]), b"")
    assert reply.is_whole
    reply.end()
    return reply, time.monotonic() - began


async def at_rest(upstream: Upstream, count: str = "busy") -> None:
    async with asyncio.timeout(5):
        while getattr(upstream, count):
            await asyncio.sleep(0)  # connections end when their turn comes; nothing tells of the last


def told(conditions: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """The parts that are missing, and why."""
    return {name: why for name, one in zip(PARTS, conditions, strict=True) if (why := RULE[one]) is not None}


def check(required: str, conditions: tuple[str, ...], reply: Reply) -> None:
    missing, body = told(conditions), json.loads(reply.body)
    fatal = [name for name in REQUIRED[required] if name in missing]
    if fatal:
        at_once = [name for name in fatal if conditions[PARTS.index(name)] not in LATE]
        assert (body["part"], reply.status, body["reason"]) in [(name, *missing[name]) for name in at_once or fatal]
        assert first(reply.headers, b"content-type") == b"application/problem+json"
        return
    problems = [{"part": name, "status": status, "reason": why} for name, (status, why) in missing.items()]
    whole = {name: {"id": 9007199254740993} for name in PARTS if name not in missing}
    assert reply.status == 200
    assert body == ({**whole, "problems": problems} if problems else whole)
    assert first(reply.headers, b"x-limen-partial") == (", ".join(missing).encode() if missing else None)


@pytest.mark.parametrize("required", REQUIRED)
async def test_whatever_three_parts_do_the_answer_is_as_documented_in_time_and_nothing_is_left(required: str) -> None:
    upstream, room = Upstream(), asyncio.Semaphore(AT_ONCE)
    async with gateway(upstream) as one:

        async def asked(conditions: tuple[str, ...]) -> None:
            async with room:
                reply, seconds = await ask(one, required, conditions)
            check(required, conditions, reply)
            assert seconds < DEADLINE_S + GRACE_S, (conditions, seconds)

        async with asyncio.TaskGroup() as group:
            for conditions in product(RULE, repeat=3):
                group.create_task(asked(conditions))
        assert [task for task in asyncio.all_tasks() if task.get_name().startswith("part ")] == []
        await at_rest(upstream)


async def test_a_required_part_that_fails_ends_the_others_long_before_their_time() -> None:
    upstream = Upstream()
    async with gateway(upstream) as one:
        reply, seconds = await ask(one, "first", ("failing", "slow", "stalled"))
        assert (reply.status, seconds < DEADLINE_S) == (502, True)
        await at_rest(upstream)


async def test_a_caller_who_leaves_ends_all_parts() -> None:
    upstream = Upstream()
    async with gateway(upstream) as one:
        call = asyncio.create_task(ask(one, "none", ("slow", "stalled", "slow")))
        async with asyncio.timeout(5):
            while upstream.busy < 3:
                await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await at_rest(upstream)
        assert [task for task in asyncio.all_tasks() if task.get_name().startswith("part ")] == []
