"""The access log: a JSON line a request, with what helps and nothing secret."""

import json
import os
from collections.abc import Iterator

import pytest

from adapters.telemetry.log_writer import LogWriter
from adapters.telemetry.orjson_access import OrjsonAccessLog
from application.exchange import Exchange
from application.ports.observer import Observer
from domain.identity.principal import Principal
from domain.permissions.recording import Recorded, Recording
from tests.fakes.observer import FakeObserver


def exchange(path: str = "/orders") -> Exchange:
    exchange = Exchange("r1", "GET", path, "api.example", "10.0.0.1", started=5.0)
    exchange.status, exchange.seconds = 200, 0.0123
    return exchange


class Pipe:
    """An access log that writes into a pipe, and its reader."""

    def __init__(self) -> None:
        self.reader, self.writer = os.pipe()
        self.log = OrjsonAccessLog(LogWriter(self.writer), now=lambda: 1_764_110_000.25)

    def read(self) -> bytes:
        """All of it, once the log is closed."""
        self.log.close()
        os.close(self.writer)
        with os.fdopen(self.reader, "rb") as read:
            return read.read()


@pytest.fixture
def pipe() -> Pipe:
    return Pipe()


@pytest.fixture(params=["fake", "orjson"])
def observer(request: pytest.FixtureRequest) -> Iterator[Observer]:
    if request.param == "fake":
        yield FakeObserver()
        return
    pipe = Pipe()
    yield pipe.log
    pipe.read()


def test_an_observer_takes_an_exchange_however_little_it_holds(observer: Observer) -> None:
    assert observer.finished(exchange()) is None


def test_a_line_is_one_json_object_and_leaves_out_what_is_not_known(pipe: Pipe) -> None:
    pipe.log.finished(exchange())
    said = pipe.read()
    line = json.loads(said)
    assert said.count(b"\n") == 1
    assert (line["event"], line["request_id"], line["status"], line["ms"]) == ("request", "r1", 200, 12.3)
    assert line["time"] == "2025-11-25T22:33:20.250000Z"
    assert "subject" not in line
    assert "why" not in line


def test_what_a_caller_sends_cannot_forge_a_line(pipe: Pipe) -> None:
    pipe.log.finished(exchange('/a\n{"event":"request","status":200}'))
    assert pipe.read().count(b"\n") == 1


def test_what_is_no_text_is_written_all_the_same(pipe: Pipe) -> None:
    odd = exchange()
    odd.why = "half a pair: \ud800"
    pipe.log.finished(odd)
    assert json.loads(pipe.read())["why"] == "half a pair: ?"


def test_a_line_says_who_called_and_as_what_and_nothing_else_that_their_token_states(pipe: Pipe) -> None:
    known = exchange()
    known.principal = Principal("alice", frozenset("ba"), frozenset(("x:y",)), {"email": "alice@b.example"}, "main")
    pipe.log.finished(known)
    line = json.loads(pipe.read())
    assert (line["subject"], line["credential"]) == ("alice", "main")
    assert (line["roles"], line["permissions"]) == (["a", "b"], ["x:y"])
    assert "email" not in str(line)


def test_a_line_holds_what_is_recorded_for_a_replay(pipe: Pipe) -> None:
    known = exchange()
    known.principal = Principal("alice", claims={"plan": "gold", "email": "alice@b.example"}, credential="main")
    known.recorded = Recorded(Recording(claims=frozenset(("plan", "tenant"))), {"x-a": ["1"]}, {"kind": []})
    pipe.log.finished(known)
    line = json.loads(pipe.read())
    assert (line["headers"], line["query"]) == ({"x-a": ["1"]}, {"kind": []})
    assert line["claims"] == {"plan": "gold", "tenant": None}
