"""The server's part compiles: networks that are networks, origins that are origins."""

from dataclasses import replace
from ipaddress import ip_network

import pytest

from domain.message.cors import CorsPolicy
from domain.message.forwarding import TrustedProxies
from domain.message.limits import Limits
from domain.plan.plan import Server
from domain.plan.server import compile_server
from domain.spec.fault import Fault
from domain.spec.server import CompressSpec, CorsSpec, LimitsSpec, ServerSpec
from tests.unit.domain.builders import at, codes, text, texts


def faults_of(spec: ServerSpec) -> list[Fault]:
    faults: list[Fault] = []
    compile_server(spec, (), faults)
    return faults


def test_where_nothing_is_written_bodies_are_limited_and_nobody_is_trusted() -> None:
    assert compile_server(ServerSpec(), (), []) == Server(10 * 1024 * 1024, TrustedProxies(), None)


def test_the_header_of_the_deadline_is_kept_in_lower_case() -> None:
    spec = ServerSpec(deadline_header=text("X-Timeout-Ms"))
    assert compile_server(spec, (), []).deadline_header == b"x-timeout-ms"


def test_limits_are_what_was_written_and_else_the_defaults() -> None:
    limits = compile_server(ServerSpec(limits=LimitsSpec(headers=1, head_time=2.0)), (), []).limits
    assert limits == replace(Limits(), headers=1, head_time=2.0)


def test_paths_are_normalised_where_it_is_written() -> None:
    assert compile_server(ServerSpec(paths="normalise"), (), []).normalises_paths
    assert not compile_server(ServerSpec(paths="reject"), (), []).normalises_paths


def test_compression_is_compiled_where_it_is_written() -> None:
    spec = ServerSpec(compress=CompressSpec(encodings=("br",)))
    compression = compile_server(spec, (), []).compression
    assert compression is not None
    assert compression.encodings == ("br",)


def test_trusted_proxies_are_networks_or_single_addresses() -> None:
    spec = ServerSpec(trusted_proxies=texts("10.0.0.0/8", "::1"))
    expected = TrustedProxies((ip_network("10.0.0.0/8"), ip_network("::1/128")))
    assert compile_server(spec, (), []).trusted_proxies == expected


@pytest.mark.parametrize("network", ["", "10.0.0.1/8", "10.0.0.0/33", "localhost", "*", "10.0.0.0/8 "])
def test_what_is_no_network_is_a_fault(network: str) -> None:
    assert codes(faults_of(ServerSpec(trusted_proxies=texts(network)))) == ["network-malformed"]


def test_cors_is_compiled_as_it_will_be_sent() -> None:
    spec = CorsSpec(at(), texts("https://shop.example"), ("GET", "PUT"), ("authorization", "x-a"), max_age=90.5)
    expected = CorsPolicy(
        frozenset((b"https://shop.example",)), b"GET, PUT", b"authorization, x-a", credentials=False, max_age=90
    )
    assert compile_server(ServerSpec(cors=spec), (), []).cors == expected


@pytest.mark.parametrize("origin", ["https://shop.example", "http://localhost:3000", "*"])
def test_an_origin_is_a_scheme_and_a_host_or_every_origin(origin: str) -> None:
    assert faults_of(ServerSpec(cors=CorsSpec(at(), texts(origin)))) == []


@pytest.mark.parametrize("origin", ["", "shop.example", "https://shop.example/", "https://", "null", "ftp://x", "**"])
def test_what_is_no_origin_is_a_fault(origin: str) -> None:
    assert codes(faults_of(ServerSpec(cors=CorsSpec(at(), texts(origin))))) == ["origin-malformed"]


def test_every_origin_together_with_credentials_is_a_fault() -> None:
    spec = CorsSpec(at(), texts("https://shop.example", "*"), credentials=True)
    assert codes(faults_of(ServerSpec(cors=spec))) == ["cors-open"]
