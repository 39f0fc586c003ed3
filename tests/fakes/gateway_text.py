"""Config texts for tests: a small gateway without fault, to which a test adds what it is about."""

from pathlib import Path

from adapters.config.reading import read_text
from domain.spec.fault import Fault
from domain.spec.route import RouteSpec
from domain.spec.spec import Spec

UPSTREAMS = 'version: 1\nupstreams: {orders: {targets: [{url: "http://orders:8080"}]}}\n'


def read(text: str, folder: Path = Path(), /, **environment: str) -> Spec | tuple[Fault, ...]:
    return read_text(text, "gateway.yaml", folder, environment)


def spec_of(text: str, folder: Path = Path(), /, **environment: str) -> Spec:
    spec = read(UPSTREAMS + text, folder, **environment)
    assert isinstance(spec, Spec), "\n".join(map(str, spec))
    return spec


def faults_of(text: str, folder: Path = Path(), /, **environment: str) -> tuple[Fault, ...]:
    faults = read(UPSTREAMS + text, folder, **environment)
    assert isinstance(faults, tuple), "no fault"
    return faults


def route_of(text: str) -> RouteSpec:
    return spec_of(f"routes:\n  one: {{{text}, to: orders}}\n").routes[0]
