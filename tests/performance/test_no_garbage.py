"""A request leaves no cycle behind: all of it is freed when its answer is out, without a collection."""

import gc

from tests.fakes.wire import Connection
from tests.performance.test_call_budget import REQUEST, served
from tests.unit.application.house import House


async def test_nothing_of_a_hundred_requests_waits_for_a_collection() -> None:
    connection = Connection(served(House()))
    found: list[int] = []

    def work() -> None:
        for _ in range(50):
            connection.protocol.data_received(REQUEST)
        gc.collect()
        gc.disable()
        for _ in range(100):
            connection.protocol.data_received(REQUEST)
        found.append(gc.collect())
        gc.enable()

    await connection.event(work)
    connection.protocol.pace.stop()
    assert found == [0]
