"""Auto: calls by one transport, handshakes by another that is opened when there is one."""

import pytest

from adapters.transport.auto_transport import AutoTransport
from tests.fakes.calls import call
from tests.fakes.transport import FakeTransport


class Rig:
    def __init__(self) -> None:
        self.calls, self.handshakes, self.opened = FakeTransport(), FakeTransport(), 0
        self.auto = AutoTransport(self.calls, self._open)

    def _open(self) -> FakeTransport:
        self.opened += 1
        return self.handshakes


@pytest.fixture
def rig() -> Rig:
    return Rig()


async def test_a_call_opens_nothing_for_handshakes(rig: Rig) -> None:
    await rig.auto.send(call())
    await rig.auto.close()
    assert (len(rig.calls.calls), rig.opened) == (1, 0)
    assert rig.calls.is_closed


async def test_handshakes_share_one_transport_which_is_closed_too(rig: Rig) -> None:
    asked = call()
    asked.message_limit = 1_000
    for _ in range(2):
        await rig.auto.send(asked)
    await rig.auto.close()
    assert (len(rig.calls.calls), len(rig.handshakes.calls), rig.opened) == (0, 2, 1)
    assert rig.handshakes.is_closed
