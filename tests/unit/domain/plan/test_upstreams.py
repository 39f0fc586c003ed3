"""Upstreams compile: addresses that are addresses, and timeouts from the nearest place they are written."""

import pytest

from domain.plan.plan import Upstream
from domain.plan.upstreams import compile_timeouts, compile_upstreams
from domain.spec.fault import Fault
from domain.spec.upstream import BreakerSpec, TargetSpec, TimeoutSpec, UpstreamSpec
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target
from domain.upstream.timeouts import Timeouts
from tests.unit.domain.builders import text, upstream

NOTHING = TimeoutSpec()
THREE = TimeoutSpec(connect=1.0, idle=2.0, total=3.0)


def test_an_upstream_is_compiled_with_its_weights_and_its_breaker() -> None:
    targets = TargetSpec(text("http://orders-1:8080"), 90), TargetSpec(text("http://orders-2:8080"), 10)
    spec = UpstreamSpec(text("orders"), targets, breaker=BreakerSpec(failures=3, cooldown=4.0))
    expected = Upstream(
        "orders",
        (Target("http", "orders-1", 8080, 90), Target("http", "orders-2", 8080, 10)),
        BreakerTerms(failures=3, cooldown=4.0),
    )
    assert compile_upstreams((spec,), []) == {"orders": expected}


def test_an_upstream_without_a_written_breaker_has_none() -> None:
    assert compile_upstreams((upstream(),), [])["orders"].breaker is None


def test_an_upstream_without_a_target_is_a_fault() -> None:
    faults: list[Fault] = []
    compile_upstreams((UpstreamSpec(text("orders"), ()),), faults)
    assert [(fault.code, fault.message) for fault in faults] == [("targets-empty", "upstream `orders` has no target")]


def test_every_target_that_is_no_address_is_a_fault() -> None:
    faults: list[Fault] = []
    compile_upstreams((upstream("orders", "orders:80", "http://orders", "http://orders/v1"),), faults)
    assert [fault.message for fault in faults] == [
        "`orders:80` is not a target's address",
        "`http://orders/v1` is not a target's address",
    ]


@pytest.mark.parametrize(
    ("route", "upstream", "timeouts"),
    [
        pytest.param(NOTHING, NOTHING, Timeouts(), id="the defaults"),
        pytest.param(NOTHING, THREE, Timeouts(1.0, 2.0, 3.0), id="the upstream's"),
        pytest.param(THREE, NOTHING, Timeouts(1.0, 2.0, 3.0), id="the route's"),
        pytest.param(TimeoutSpec(total=9.0), THREE, Timeouts(1.0, 2.0, 9.0), id="one of the route's"),
        pytest.param(TimeoutSpec(connect=0.1, idle=0.2), THREE, Timeouts(0.1, 0.2, 3.0), id="two of the route's"),
    ],
)
def test_a_timeout_is_taken_from_the_route_then_the_upstream_then_the_defaults(
    route: TimeoutSpec, upstream: TimeoutSpec, timeouts: Timeouts
) -> None:
    assert compile_timeouts(route, upstream) == timeouts
