"""The adapters that keep the contract, and rude upstreams to keep it against. A new adapter is one line here."""

import gc
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest

from adapters.transport.aiohttp_transport import AiohttpTransport
from application.ports.clock import Clock
from application.ports.transport import Transport
from domain.upstream.target import Target
from tests.fakes.clock import FakeClock
from tests.fakes.own_tls import OwnTls, own_tls_in
from tests.fakes.reaching import OpenTo, Reach
from tests.fakes.upstream import RudeUpstream, Script

ADAPTERS = {"aiohttp": AiohttpTransport}

Make = Callable[[Target, Clock, ssl.SSLContext | None], Transport]


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
