"""Values become what their field says, however they were spelt; what the domain has a default for is left to it."""

import pytest

from domain.spec.server import CorsSpec, ServerSpec
from domain.spec.spec import Spec
from domain.spec.upstream import BreakerSpec, TargetSpec, TimeoutSpec, UpstreamSpec
from tests.fakes.gateway_text import faults_of, read, route_of, spec_of


def _upstream(written: str, **environment: str) -> UpstreamSpec:
    spec = read(f"version: 1\nupstreams:\n  users:\n{written}", **environment)
    assert isinstance(spec, Spec), spec
    return spec.upstreams[0]


def _target(written: str, **environment: str) -> TargetSpec:
    return _upstream(f"    targets:\n      - url: http://users\n        {written}\n", **environment).targets[0]


def test_what_is_not_written_has_the_defaults_of_the_domain() -> None:
    spec = spec_of("")
    assert spec.server == ServerSpec()
    assert (spec.upstreams[0].timeout, spec.upstreams[0].breaker) == (TimeoutSpec(), None)


def test_what_is_half_written_has_the_other_half_from_the_domain() -> None:
    breaker = _upstream('    targets: [{url: "http://users"}]\n    breaker: {failures: 9}\n').breaker
    assert breaker == BreakerSpec(failures=9)
    cors = spec_of('server: {cors: {origins: ["https://a.example"]}}\n').server.cors
    assert cors is not None
    assert cors == CorsSpec(cors.at, cors.origins)


@pytest.mark.parametrize("weight", ["${WEIGHT}", '"${WEIGHT}"', "${NONE:-7}", "7"])
def test_a_number_may_come_from_the_environment(weight: str) -> None:
    assert _target(f"weight: {weight}", WEIGHT="7").weight == 7


@pytest.mark.parametrize("weight", ["0", "-1", "1.0", "07", '"7"', "seven", "1000001", "[7]", ""])
def test_a_weight_is_a_whole_number_from_one(weight: str) -> None:
    faults = read(f"version: 1\nupstreams: {{a: {{targets: [{{url: x, weight: {weight}}}]}}}}\n")
    assert isinstance(faults, tuple)
    assert len(faults) == 1


def test_a_variable_brings_in_text_and_never_structure() -> None:
    sneaky = "x, weight: 9}, {url: y"
    assert _target("weight: 2", NONE="").weight == 2
    target = read('version: 1\nupstreams: {a: {targets: [{url: "${URL}"}]}}\n', URL=sneaky)
    assert isinstance(target, Spec)
    assert [one.url.text for one in target.upstreams[0].targets] == [sneaky]


def test_a_flag_may_come_from_the_environment() -> None:
    written = 'server: {cors: {origins: ["https://a.example"], credentials: "${FLAG}"}}\n'
    cors = spec_of(written, FLAG="true").server.cors
    assert cors is not None
    assert cors.credentials is True
    assert [fault.code for fault in faults_of(written, FLAG="yes")] == ["flag-malformed"]


def test_a_value_from_the_environment_is_text_where_text_is_wanted() -> None:
    assert spec_of("defaults: {issuer: '${NAME}'}\n", NAME="5").default_credentials
    assert spec_of("defaults:\n  issuer: ${NAME}\n", NAME="no").default_credentials


def test_quoted_text_is_text_whatever_it_looks_like() -> None:
    route = route_of('match: {path: /a, headers: {"on": "no", "x-time": "12:30"}, query: {q: ""}}')
    assert route.match.headers == (("on", "no"), ("x-time", "12:30"))
    assert route.match.query == (("q", ""),)


def test_a_prefix_is_known_as_one() -> None:
    assert route_of("match: {prefix: /a}").match.is_prefix
    assert not route_of("match: {path: /a}").match.is_prefix


@pytest.mark.parametrize("header", ['"x\\r\\ny"', '"x y"', '""', '"x:"'])
def test_a_header_that_could_break_a_head_is_refused(header: str) -> None:
    assert faults_of(f'server: {{cors: {{origins: ["https://a.example"], headers: [{header}]}}}}\n')


def test_text_with_control_characters_is_refused_where_one_line_is_wanted() -> None:
    faults = faults_of('routes: {a: {match: /a, to: "x\\u2028y", rewrite: "/\\0"}}\n')
    assert [fault.code for fault in faults] == ["text-malformed", "text-malformed"]
