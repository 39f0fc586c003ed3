"""What every config source keeps to: a spec or faults, and the same ones twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.config.yaml_source import YamlConfigSource, YamlTextSource
from application.ports.config import ConfigSource
from domain.plan.compile import compile_plan
from domain.plan.plan import Plan
from domain.spec.fault import Fault
from domain.spec.place import Place, Text
from domain.spec.requirement import Public
from domain.spec.route import DestinationSpec, MatchSpec, RouteSpec
from domain.spec.spec import Spec
from domain.spec.upstream import TargetSpec, UpstreamSpec
from tests.fakes.config import FakeConfigSource

GOOD = """\
version: 1
upstreams: {orders: {targets: [{url: "http://orders:8080"}]}}
routes: {list: {match: "GET /orders", to: orders, require: public}}
"""
FAULTY = "version: 1\nroots: {}\n"

Sources = Callable[[str], ConfigSource]


def _fake(text: str) -> ConfigSource:
    at = Place("gateway.yaml", 2, 1)
    if text == FAULTY:
        return FakeConfigSource((Fault(at, "key-unknown", "key `roots` is unknown here"),))
    orders = UpstreamSpec(Text("orders", at), (TargetSpec(Text("http://orders:8080", at)),))
    match = MatchSpec(Text("/orders", at), methods=(Text("GET", at),))
    route = RouteSpec(Text("list", at), match, (DestinationSpec(Text("orders", at)),), Public(at))
    return FakeConfigSource(Spec(at, upstreams=(orders,), routes=(route,)))


@pytest.fixture(params=["fake", "text", "file"])
def source_of(request: pytest.FixtureRequest, tmp_path: Path) -> Sources:
    def file(text: str) -> ConfigSource:
        path = tmp_path / "gateway.yaml"
        path.write_text(text)
        return YamlConfigSource(path, {})

    def text(text: str) -> ConfigSource:
        return YamlTextSource(text, "gateway.yaml", tmp_path, {})

    return {"fake": _fake, "text": text, "file": file}[request.param]


def test_what_has_no_fault_is_a_spec_that_compiles(source_of: Sources) -> None:
    spec = source_of(GOOD).read().spec
    assert isinstance(spec, Spec)
    assert isinstance(compile_plan(spec), Plan)


def test_what_has_a_fault_is_faults_and_nothing_else(source_of: Sources) -> None:
    faults = source_of(FAULTY).read().spec
    assert isinstance(faults, tuple)
    assert [(fault.code, fault.at.line) for fault in faults] == [("key-unknown", 2)]


@pytest.mark.parametrize("text", [GOOD, FAULTY])
def test_reading_twice_says_the_same(source_of: Sources, text: str) -> None:
    source = source_of(text)
    assert source.read() == source.read()


def test_what_is_another_has_another_hash(source_of: Sources) -> None:
    assert source_of(GOOD).read().hash != source_of(FAULTY).read().hash
