"""A transport of every adapter, and rude upstreams to keep the contract against."""

import asyncio
import gc
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from functools import wraps

import pytest

from application.ports.transport import Transport
from domain.upstream.target import Target
from tests.contract.transport.adapters import ADAPTERS, Make
from tests.fakes.clock import FakeClock
from tests.fakes.own_tls import OwnTls, own_tls_in
from tests.fakes.reaching import OpenTo, Reach
from tests.fakes.upstream import RudeUpstream, Script

LONGEST = 20  # seconds a test may hang before it fails


@pytest.fixture(scope="session", params=[False, True], ids=["asyncio", "uvloop"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, bool]]:
    """Both loops: sockets behave differently on them, and the server runs on uvloop."""
    return "asyncio", {"use_uvloop": request.param}


def pytest_itemcollected(item: pytest.Item) -> None:
    """What is wrong here tends to wait for ever."""
    if isinstance(item, pytest.Function):
        item.obj = _in_time(item.obj)


def _in_time(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    @wraps(test)
    async def within(**arguments: object) -> None:
        async with asyncio.timeout(LONGEST):
            await test(**arguments)

    return within


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=list(ADAPTERS.values()), ids=list(ADAPTERS))
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    """Closes what a test opened; what it forgot is collected before the loop goes, so that its warning is an error."""
    async with AsyncExitStack() as stack:
        yield stack
    gc.collect()


@pytest.fixture
def reach(make: Make, stack: AsyncExitStack, clock: FakeClock) -> Reach:
    """A transport to a target, closed after the test."""

    async def reach(target: Target, tls: ssl.SSLContext | None = None) -> Transport:
        transport = make(target, clock, tls)
        stack.push_async_callback(transport.close)
        return transport

    return reach


@pytest.fixture
def open_to(reach: Reach, stack: AsyncExitStack) -> OpenTo:
    """A transport to a rude upstream with these scripts."""

    async def open_to(*scripts: Script) -> tuple[Transport, RudeUpstream]:
        upstream = await stack.enter_async_context(RudeUpstream(*scripts))
        return await reach(upstream.target), upstream

    return open_to


@pytest.fixture(scope="session")
def own_tls(tmp_path_factory: pytest.TempPathFactory) -> OwnTls:
    return own_tls_in(tmp_path_factory.mktemp("tls"))
