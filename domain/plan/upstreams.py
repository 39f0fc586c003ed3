"""Compiles upstreams: targets, breaker terms; and the timeouts of an upstream as a route replaces them."""

from domain.plan.introductions import compile_introduction
from domain.plan.plan import NOWHERE, Upstream
from domain.spec.fault import Fault
from domain.spec.upstream import TargetSpec, TimeoutSpec, UpstreamSpec
from domain.upstream.health import BreakerTerms
from domain.upstream.target import Target, parse_target
from domain.upstream.timeouts import DEFAULT_CONNECT, DEFAULT_IDLE, Timeouts


def compile_upstreams(specs: tuple[UpstreamSpec, ...], faults: list[Fault]) -> dict[str, Upstream]:
    return {spec.name.text: _compiled(spec, faults) for spec in specs}


def compile_timeouts(route: TimeoutSpec, upstream: TimeoutSpec) -> Timeouts:
    return Timeouts(
        connect=_first(route.connect, upstream.connect, DEFAULT_CONNECT),
        idle=_first(route.idle, upstream.idle, DEFAULT_IDLE),
        total=route.total if route.total is not None else upstream.total,
        written=(route, upstream),
    )


def _compiled(spec: UpstreamSpec, faults: list[Fault]) -> Upstream:
    if not spec.targets:
        faults.append(Fault(spec.name.at, "targets-empty", f"upstream `{spec.name}` has no target"))
    targets = tuple(filter(None, (_target(target, spec, faults) for target in spec.targets)))
    breaker = BreakerTerms(spec.breaker.failures, spec.breaker.cooldown) if spec.breaker else None
    introduction = compile_introduction(spec.identity, faults)
    places = spec.breaker.places if spec.breaker else NOWHERE
    return Upstream(spec.name.text, targets, breaker, introduction, spec.document, at=spec.name.at, places=places)


def _target(spec: TargetSpec, upstream: UpstreamSpec, faults: list[Fault]) -> Target | None:
    target = parse_target(spec.url.text, spec.weight, upstream.connections, upstream.transport)
    if target is None:
        message = f"`{spec.url}` is not a target's address"
        faults.append(Fault(spec.url.at, "target-malformed", message, "`http://name:port` or https, without a path"))
    return target


def _first(route: float | None, upstream: float | None, default: float) -> float:
    return route if route is not None else upstream if upstream is not None else default
