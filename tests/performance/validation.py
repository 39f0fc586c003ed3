"""What a contract costs: CPU of a request with a body of 1.3 KB, with and without it, through the real door.

`make bench-contracts` prints it. The two are taken by turns, in many short rounds, and the least of each counts: so
both have the machine at its best, and the difference is the contract's.
"""

import asyncio
import json
import sys
import time
from dataclasses import replace
from typing import Any

from application.contracts.intake import ContractIntake
from application.contracts.judges import Judges
from application.treatment.treatment import Treatment
from domain.contract.contract import BodyTerms, Contract
from domain.contract.schema import Schema
from domain.spec.document import Document, OperationSpec
from domain.spec.place import Place
from domain.spec.place_map import PlaceMap
from entrypoints.offline import judges
from tests.fakes.wire import Connection
from tests.performance.test_call_budget import served
from tests.unit.application.house import House

ROUNDS, EACH = 400, 20
MOST = 25.0  # microseconds: the issue's own target
AT = Place("gateway.yaml", 1, 1)
ITEM: Any = {
    "type": "object",
    "required": ["sku", "quantity", "price"],
    "additionalProperties": False,
    "properties": {
        "sku": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"},
        "name": {"type": "string", "minLength": 1, "maxLength": 80},
        "quantity": {"type": "integer", "minimum": 1},
        "price": {"type": "number", "minimum": 0},
        "gift": {"type": "boolean"},
    },
}
ORDER: Any = {
    "type": "object",
    "required": ["customer", "items"],
    "additionalProperties": False,
    "properties": {
        "customer": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}},
        "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/item"}},
        "note": {"type": ["string", "null"]},
    },
}
BODY = json.dumps({
    "customer": {"id": "0f8e5f3a-6c7d-4b21-9c1f-5f0a7e3d2b64", "name": "Ada Lovelace", "email": "ada@shop.example"},
    "items": [
        {"sku": f"ABC-{1000 + number}", "name": f"A thing of number {number}, in blue", "quantity": number + 1,
         "price": 12.5, "gift": False}
        for number in range(11)
    ],
    "note": "Leave it with the neighbour, please.",
}).encode()  # fmt: skip
REQUEST = (
    b"GET /orders HTTP/1.1\r\nhost: api.example\r\nauthorization: Bearer viewer\r\naccept: */*\r\n"
    b"content-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (len(BODY), BODY)
)


def contract() -> Contract:
    value: dict[str, Any] = {"order": ORDER, "item": ITEM}
    document = Document("limen:/orders", value, PlaceMap(AT, {}))
    body = BodyTerms({"application/json": Schema(ORDER, document, ("order",))}, is_required=True)
    return Contract(AT, OperationSpec({}, document), body=body)


def opened() -> House:
    """Which takes bodies of this size."""
    house = served(House())
    assert house.gateway.runtime is not None
    plan, house.gateway.runtime = house.gateway.runtime.plan, None
    house.activation.activate(replace(plan, server=replace(plan.server, body_limit=2**20)))
    return house


def treated(house: House, held: Judges) -> None:
    """Every route of the house has the contract from now on."""
    runtime = house.gateway.runtime
    assert runtime is not None
    treatment = Treatment((ContractIntake(contract(), held),))
    runtime.routes = [replace(route, treatment=treatment) for route in runtime.routes]


def least(connections: tuple[Connection, Connection]) -> list[float]:
    """Microseconds of process time, of each."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for number, connection in enumerate(connections):
            began = time.process_time_ns()
            for _ in range(EACH):
                connection.protocol.data_received(REQUEST)
            best[number] = min(best[number], (time.process_time_ns() - began) / EACH / 1000)
    return best


async def main() -> None:
    plain, held = opened(), opened()
    treated(held, judges())
    connections = Connection(plain), Connection(held)
    found: list[float] = []
    await connections[0].event(lambda: found.extend(least(connections)))
    for connection in connections:
        connection.protocol.pace.stop()
        answered = connection.wire.written.count(b"HTTP/1.1 200 ")
        if answered != ROUNDS * EACH:
            raise SystemExit(f"{answered} of {ROUNDS * EACH} requests were answered with 200")
    cost = found[1] - found[0]
    sys.stdout.write(f"| body of {len(BODY)} bytes | CPU µs a request |\n| --- | ---: |\n")
    sys.stdout.write(f"| without a contract | {found[0]:.1f} |\n| with one | {found[1]:.1f} |\n")
    sys.stdout.write(f"| the contract | {cost:.1f} (at most {MOST:.0f}: {'held' if cost <= MOST else 'missed'}) |\n")


if __name__ == "__main__":
    asyncio.run(main())
