"""Matchers compile: the forms of methods, hosts and paths, and the paths that are the gateway's own."""

import pytest

from domain.plan.matchers import OWN_PATHS, compile_matcher
from domain.routing.matcher import Matcher
from domain.spec.fault import Fault
from domain.spec.route import MatchSpec
from tests.unit.domain.builders import codes, pattern, text, texts


def faults_of(spec: MatchSpec) -> list[Fault]:
    faults: list[Fault] = []
    compile_matcher(spec, faults)
    return faults


def test_everything_that_is_written_is_matched() -> None:
    spec = MatchSpec(
        text("/users/{user_id}"),
        methods=texts("GET", "PATCH"),
        hosts=texts("api.example", "*.api.example"),
        headers=(("X-Api-Version", "2"),),
        query=(("kind", "order"),),
    )
    expected = Matcher(
        pattern("/users/{user_id}"),
        frozenset(("GET", "PATCH")),
        ("api.example", "*.api.example"),
        ((b"x-api-version", b"2"),),
        (("kind", "order"),),
    )
    assert compile_matcher(spec, []) == expected


def test_a_prefix_is_open_ended() -> None:
    assert compile_matcher(MatchSpec(text("/search"), is_prefix=True), []) == Matcher(pattern("/search", prefix=True))


def test_a_path_that_could_never_match_is_a_fault_and_no_matcher() -> None:
    faults: list[Fault] = []
    assert compile_matcher(MatchSpec(text("/a/../b")), faults) is None
    assert [fault.message for fault in faults] == ["`/a/../b`: `..` can never match: a dot segment"]


@pytest.mark.parametrize("own", OWN_PATHS)
def test_a_path_that_the_gateway_answers_itself_is_a_fault(own: str) -> None:
    assert codes(faults_of(MatchSpec(text(own)))) == ["path-reserved"]


@pytest.mark.parametrize("written", ["/docs/", "/docs/x", "/docs/{rest*}", "/d%6fcs"])
def test_what_lies_below_such_a_path_or_spells_it_otherwise_is_a_fault_too(written: str) -> None:
    assert codes(faults_of(MatchSpec(text(written)))) == ["path-reserved"]


@pytest.mark.parametrize("written", ["/", "/{any}", "/{rest*}", "/healthy", "/v1/health", "/docs-v2"])
def test_a_path_that_only_looks_like_one_is_none(written: str) -> None:
    assert faults_of(MatchSpec(text(written))) == []


@pytest.mark.parametrize("method", ["GET", "M-SEARCH", "X_1"])
def test_a_method_is_in_capitals(method: str) -> None:
    assert faults_of(MatchSpec(text("/"), methods=texts(method))) == []


@pytest.mark.parametrize("method", ["get", "", "GET,POST", "GET ", "-X", "1X"])
def test_what_is_no_method_is_a_fault(method: str) -> None:
    assert codes(faults_of(MatchSpec(text("/"), methods=texts(method)))) == ["method-malformed"]


@pytest.mark.parametrize("host", ["x", "api.example", "*.example", "10.0.0.1", "[::1]", "a_b.example"])
def test_a_host_is_a_name_in_lower_case_or_an_address(host: str) -> None:
    assert faults_of(MatchSpec(text("/"), hosts=texts(host))) == []


@pytest.mark.parametrize(
    "host", ["", "*", "API.example", "api.example:80", "api.example.", "a..b", "*.*.example", "a*.example", "http://x"]
)
def test_what_is_no_host_is_a_fault(host: str) -> None:
    assert codes(faults_of(MatchSpec(text("/"), hosts=texts(host)))) == ["host-malformed"]


def test_every_fault_of_a_matcher_is_found() -> None:
    spec = MatchSpec(text("a"), methods=texts("get", "put"), hosts=texts("*"))
    assert codes(faults_of(spec)) == ["path-malformed", "method-malformed", "method-malformed", "host-malformed"]
