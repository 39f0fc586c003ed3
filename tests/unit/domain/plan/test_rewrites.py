"""Rewrites compile: one way for the path, and a host that is a host."""

import pytest

from domain.plan.rewrites import compile_host, compile_path
from domain.routing.rewrite import Rewrite
from domain.spec.fault import Fault
from domain.spec.place import Text
from domain.spec.route import RewriteSpec
from tests.unit.domain.builders import at, codes, pattern, text

API = pattern("/api/{rest*}")


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (RewriteSpec(), None),
        (RewriteSpec(host=text("a.example")), None),
        (RewriteSpec(path=text("/new/{rest*}")), Rewrite((b"new",), 1)),
        (RewriteSpec(prefix=text("/new")), Rewrite((b"new",), 1)),
        (RewriteSpec(strip=text("/api")), Rewrite((), 1)),
    ],
)
def test_a_path_is_rewritten_in_the_way_that_is_written(spec: RewriteSpec, expected: Rewrite | None) -> None:
    faults: list[Fault] = []
    assert compile_path(spec, API, faults) == expected
    assert faults == []


def test_two_ways_are_a_fault_at_the_second() -> None:
    faults: list[Fault] = []
    compile_path(RewriteSpec(strip=text("/api"), prefix=text("/new", 4)), API, faults)
    assert [(fault.code, fault.at) for fault in faults] == [("rewrite-repeated", at(4))]


def test_a_way_that_cannot_be_gone_is_a_fault() -> None:
    faults: list[Fault] = []
    assert compile_path(RewriteSpec(strip=text("/x")), API, faults) is None
    assert str(faults[0]).endswith("`/x`: not every path of this route begins so [rewrite-malformed]")


@pytest.mark.parametrize(
    "host", ["a.example", "A.Example", "a.example:8080", "localhost", "[::1]", "[::1]:80", "10.0.0.1"]
)
def test_a_host_may_have_a_port(host: str) -> None:
    faults: list[Fault] = []
    assert compile_host(text(host), faults) == host.encode()
    assert faults == []


@pytest.mark.parametrize(
    "host", ["*.example", "a b", "a..b", "a:b", "http://a", "a/b", "", "{name}", "a:123456", "a\r\nb"]
)
def test_what_is_no_host_is_a_fault(host: str) -> None:
    faults: list[Fault] = []
    compile_host(text(host), faults)
    assert codes(faults) == ["host-malformed"]


def test_a_port_is_no_part_of_a_host_where_it_has_a_key_of_its_own() -> None:
    faults: list[Fault] = []
    compile_host(Text("a:80", at()), faults, may_have_port=False)
    assert codes(faults) == ["host-malformed"]


def test_no_host_is_none() -> None:
    assert compile_host(None, []) is None
