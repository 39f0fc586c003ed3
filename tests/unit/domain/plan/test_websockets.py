"""The terms of a route's WebSockets, compiled."""

from domain.plan.websockets import compile_websocket
from domain.spec.fault import Fault
from domain.spec.websocket import WebSocketSpec
from domain.upstream.tunnel import TunnelTerms
from tests.unit.domain.builders import at, codes


def test_a_route_that_does_not_say_so_takes_none() -> None:
    assert compile_websocket(None, frozenset(), []) is None


def test_what_is_not_written_is_the_default() -> None:
    faults: list[Fault] = []
    assert compile_websocket(WebSocketSpec(at()), frozenset(("GET",)), faults) == TunnelTerms()
    assert faults == []


def test_what_is_written_counts() -> None:
    spec = WebSocketSpec(at(), message_limit=5, idle=2.0, expires=False)
    assert compile_websocket(spec, frozenset(), []) == TunnelTerms(5, 2.0, expires=False)


def test_a_route_without_get_could_never_open_one() -> None:
    faults: list[Fault] = []
    compile_websocket(WebSocketSpec(at()), frozenset(("POST",)), faults)
    assert codes(faults) == ["websocket-without-get"]
