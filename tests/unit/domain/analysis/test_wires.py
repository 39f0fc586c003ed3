"""Timeouts and plain http."""

import pytest

from domain.analysis.wires import far_upstreams, idle_timeouts, is_near
from tests.unit.domain.analysis.written import plan_of, routes, spec_of, told


def upstream(timeout: str, url: str = "http://o:1") -> str:
    return f'upstreams: {{orders: {{targets: [{{url: "{url}"}}], timeout: {{{timeout}}}}}}}\n'


def idle(timeout: str, line: str = "r: {match: GET /r, to: orders, require: authenticated}") -> list[tuple[str, str]]:
    return told(idle_timeouts(spec_of(upstream(timeout) + routes(line))))


def test_a_part_that_may_take_as_long_as_the_whole_is_told() -> None:
    assert idle("connect: 3s, total: 3s") == [("timeout-idle", "orders")]
    assert idle("idle: 4s, total: 3s") == [("timeout-idle", "orders")]
    assert idle("connect: 1s, idle: 2s, total: 3s") == []
    assert idle("connect: 5s") == []
    assert idle("total: 1s") == []


def test_a_routes_timeouts_are_held_against_its_own_whole_or_that_of_its_upstreams() -> None:
    line = "r: {match: GET /r, to: orders, require: authenticated, timeout: {%s}}"
    assert idle("total: 3s", line % "idle: 5s") == [("timeout-idle", "r")]
    assert idle("total: 3s", line % "idle: 5s, total: 9s") == []
    assert idle("connect: 1s", line % "idle: 5s") == []
    assert idle("idle: 9s", line % "total: 5s") == []
    assert (
        idle("total: 1s", "r: {match: GET /r, respond: {text: a}, require: authenticated, timeout: {idle: 2s}}") == []
    )


def far(url: str, line: str = "r: {match: GET /r, to: orders, require: authenticated}") -> list[tuple[str, str]]:
    written = upstream("total: 9s", url) + routes(line)
    return told(far_upstreams(spec_of(written), plan_of(written)))


def test_plain_http_to_somewhere_far_is_told() -> None:
    assert far("http://api.example.com") == [("upstream-plain-http", "orders")]
    assert far("https://api.example.com") == []
    assert far("http://orders:8080") == []
    assert far("http://api.example.com", "r: {match: GET /r, respond: {text: a}, require: authenticated}") == []


@pytest.mark.parametrize(
    "host",
    [
        "orders",
        "localhost",
        "a.internal",
        "a.b.svc.cluster.local",
        "a.b.svc",
        "10.1.2.3",
        "127.0.0.1",
        "[::1]",
        "[fd00::1]",
        "192.168.1.1",
    ],
)
def test_names_and_addresses_of_private_networks_are_near(host: str) -> None:
    assert is_near(host)


@pytest.mark.parametrize("host", ["example.com", "8.8.8.8", "[2606:4700::1]", "internal.example.com"])
def test_others_are_not(host: str) -> None:
    assert not is_near(host)
