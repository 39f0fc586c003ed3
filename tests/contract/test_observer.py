"""The access log: a JSON line a request, with what helps and nothing secret."""

import io
import json

import pytest

from adapters.telemetry.structlog_access import StructlogAccessLog
from application.exchange import Exchange
from application.ports.observer import Observer
from tests.fakes.observer import FakeObserver


def exchange() -> Exchange:
    return Exchange("r1", "GET", "/orders", "api.example", "10.0.0.1", started=5.0, status=200, seconds=0.0123)


@pytest.fixture(params=["fake", "structlog"])
def observer(request: pytest.FixtureRequest) -> Observer:
    return FakeObserver() if request.param == "fake" else StructlogAccessLog(io.BytesIO())


def test_an_observer_takes_an_exchange_however_little_it_holds(observer: Observer) -> None:
    assert observer.finished(exchange()) is None


def test_a_line_is_one_json_object_and_leaves_out_what_is_not_known() -> None:
    stream = io.BytesIO()
    log = StructlogAccessLog(stream)
    log.finished(exchange())
    line = json.loads(stream.getvalue())
    assert stream.getvalue().count(b"\n") == 1
    assert (line["event"], line["request_id"], line["status"], line["ms"]) == ("request", "r1", 200, 12.3)
    assert "subject" not in line
    assert "why" not in line


def test_what_a_caller_sends_cannot_forge_a_line() -> None:
    stream = io.BytesIO()
    forged = exchange()
    forged.path = '/a\n{"event":"request","status":200}'
    StructlogAccessLog(stream).finished(forged)
    assert stream.getvalue().count(b"\n") == 1
