"""The edge: what the server refuses is a problem document and an exchange like any other."""

import json

from application.edge import Edge
from application.gateway import Gateway
from domain.message.head import Head
from domain.message.limits import Limits
from domain.message.reason import HEADERS_TOO_LARGE
from domain.message.refusal import Refusal
from tests.fakes.clock import FakeClock
from tests.unit.application.house import CONFIG, House

HEAD = Head("GET", b"/x", b"", [], peer="9.9.9.9")
REFUSAL = Refusal(HEADERS_TOO_LARGE, "more than 100 fields")


async def test_who_is_turned_away_hears_why_and_the_log_hears_more() -> None:
    house = House()
    status, headers, body = Edge(house.gateway).turn_away(HEAD, REFUSAL)
    assert (status, json.loads(body)["reason"]) == (431, "headers-too-large")
    assert (b"x-request-id", json.loads(body)["request_id"].encode()) in headers
    exchange = house.observer.exchanges[0]
    assert (exchange.status, exchange.reason, exchange.why) == (431, "headers-too-large", "more than 100 fields")
    assert (exchange.path, exchange.client, exchange.bytes_out) == ("/x", "9.9.9.9", len(body))


async def test_what_the_server_answers_by_itself_is_recorded_too() -> None:
    house = House()
    assert Edge(house.gateway).acknowledge(Head("OPTIONS", b"*", b"", [])) == (204, [], b"")
    assert house.observer.exchanges[0].status == 204


async def test_the_limits_are_those_of_the_runtime_and_the_defaults_before_there_is_one() -> None:
    written = House(CONFIG.replace("server:\n", "server:\n  limits: {header_count: 7}\n"))
    assert Edge(written.gateway).limits.header_count == 7
    assert Edge(Gateway(FakeClock(), lambda: "r1", [])).limits == Limits()


async def test_a_full_worker_answers_for_its_health_only() -> None:
    edge = Edge(House().gateway)
    assert edge.is_answered_when_full(b"/health")
    assert edge.is_answered_when_full(b"/ready")
    assert not edge.is_answered_when_full(b"/docs")
