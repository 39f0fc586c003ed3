"""What is remembered of a caller costs little: opaque tokens and looked-up roles stay on the synchronous way."""

import pytest

from tests.fakes.wire import Connection
from tests.performance.test_call_budget import counted, served
from tests.unit.application.house import CLAIMS, House
from tests.unit.application.test_lookups_on_routes import CONFIG

BUDGETS = {b"/opaque": 115, b"/main": 122}  # introspected; signed, with roles from a service
LINES = b" HTTP/1.1\r\nhost: api.example\r\nauthorization: Bearer token\r\naccept: */*\r\n\r\n"


@pytest.mark.parametrize("path", BUDGETS)
async def test_a_remembered_caller_stays_within_its_budget_of_calls(path: bytes) -> None:
    house = served(House(CONFIG))
    house.opening.verifier.accept("token", {**CLAIMS, "sub": "ada"})
    lookups = house.opening.lookups
    lookups.introspectors["opaque"].tokens["token"] = {"active": True, "sub": "ada", "roles": ["viewer"]}
    lookups.role_sources["auth"].subjects["ada"] = ["viewer"]
    await (await house.ask("GET", path, token="token")).release()
    connection, calls = Connection(house), list[str]()

    def work() -> None:
        for _ in range(25):  # names are known then, and the breaker's window is full
            connection.protocol.data_received(b"GET " + path + LINES)
        calls[:] = counted(lambda: connection.protocol.data_received(b"GET " + path + LINES))

    await connection.event(work)
    connection.protocol.pace.stop()
    assert connection.wire.written.count(b"HTTP/1.1 200 OK") == 26
    assert len(calls) <= BUDGETS[path], "\n".join(calls)
