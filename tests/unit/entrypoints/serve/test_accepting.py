"""Accepting: every connection is taken in the end, and none is taken while another worker has fewer and is awake."""

import asyncio
import socket
from collections.abc import Callable, Iterator

import pytest

from entrypoints.serve.accepting import Acceptor
from entrypoints.serve.ledger import Ledger

Address = tuple[str, int]


class Opened(asyncio.Protocol):
    def __init__(self, opened: list["Opened"]) -> None:
        self._opened = opened

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._opened.append(self)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        yield sock


def acceptor(sock: socket.socket, opened: list[Opened], ledger: Ledger, worker: int = 1) -> Acceptor:
    return Acceptor(sock, lambda: Opened(opened), lambda: len(opened), ledger, worker)


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not claim():
            await asyncio.sleep(0.001)


def calls(sock: socket.socket, number: int) -> list[socket.socket]:
    return [socket.create_connection(sock.getsockname()) for _ in range(number)]


def hang_up(opened: list[Opened], callers: list[socket.socket]) -> None:
    for one in opened:
        one.transport.close()
    for caller in callers:
        caller.close()


async def test_a_worker_that_is_alone_takes_all(listener: socket.socket) -> None:
    opened: list[Opened] = []
    ledger = Ledger()
    one = acceptor(listener, opened, ledger)
    callers = calls(listener, 50)
    await until(lambda: len(opened) == one.write() == 50)  # those that are open by now and those that open soon
    assert ledger.least() == 50
    one.close()
    await one.wait_closed()
    assert ledger.least() == 0
    hang_up(opened, callers)


async def test_two_that_share_a_socket_share_what_comes(listener: socket.socket) -> None:
    """Two loops' turns in one: what counts is that neither takes more than is its to take."""
    first: list[Opened] = []
    second: list[Opened] = []
    ledger = Ledger()
    other = listener.dup()
    acceptors = [acceptor(listener, first, ledger, 1), acceptor(other, second, ledger, 2)]
    callers = calls(listener, 40)
    await until(lambda: len(first) + len(second) == 40)
    assert abs(len(first) - len(second)) <= 8
    for one in acceptors:
        one.close()
    other.close()
    hang_up(first + second, callers)


async def test_one_that_hangs_is_not_waited_for_for_long(listener: socket.socket) -> None:
    opened: list[Opened] = []
    ledger = Ledger()
    ledger.write(2, 0)  # and takes nothing
    one = acceptor(listener, opened, ledger)
    callers = calls(listener, 10)
    await until(lambda: len(opened) == 10)
    one.close()
    hang_up(opened, callers)


async def test_what_was_closed_while_it_looked_away_stays_closed(listener: socket.socket) -> None:
    opened: list[Opened] = []
    ledger = Ledger()
    ledger.write(2, 0)
    one = acceptor(listener, opened, ledger)
    callers = calls(listener, 3)
    await until(lambda: one._later is not None)
    one.close()
    await until(lambda: not one._opening)
    taken = len(opened)
    await asyncio.sleep(0.05)
    assert len(opened) == taken < 3
    hang_up(opened, callers)
