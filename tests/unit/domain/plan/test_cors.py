"""CORS compiles: exact origins, names with a star before them, and no open door unless it is written out."""

import pytest

from domain.message.cors import CorsPolicy
from domain.plan.cors import chosen_cors, compile_cors, compile_cors_policies
from domain.spec.fault import Fault
from domain.spec.server import CorsSpec, ServerSpec
from tests.unit.domain.builders import at, codes, text, texts


def compiled(spec: CorsSpec) -> tuple[CorsPolicy, list[Fault]]:
    faults: list[Fault] = []
    return compile_cors(spec, faults), faults


def test_origins_are_exact_or_below_a_name() -> None:
    spec = CorsSpec(
        at(), texts("https://a.example", "http://*.b.example:81"), ("PUT", "*"), ("x-a",), expose=("x-b", "x-c")
    )
    policy = CorsPolicy(
        origins=frozenset((b"https://a.example",)),
        methods=b"*",
        headers=b"x-a",
        credentials=False,
        max_age=600,
        below=((b"http://", b".b.example:81"),),
        exposed=b"x-b, x-c",
    )
    assert compiled(spec) == (policy, [])


@pytest.mark.parametrize(
    "origin", ["https://*", "https://a.*.example", "https://**.example", "*.example", "https://*.", ""]
)
def test_a_star_stands_only_for_what_is_before_a_name(origin: str) -> None:
    assert codes(compiled(CorsSpec(at(), texts(origin)))[1]) == ["origin-malformed"]


def test_every_origin_with_credentials_is_a_fault_unless_it_is_written_out() -> None:
    spec = CorsSpec(at(), texts("*"), credentials=True)
    assert codes(compiled(spec)[1]) == ["cors-open"]
    assert compiled(CorsSpec(at(), texts("*"), credentials=True, every_origin_with_credentials=True))[1] == []
    assert compiled(CorsSpec(at(), texts("*")))[1] == []


def test_a_port_of_a_name_may_be_any() -> None:
    policy, faults = compiled(CorsSpec(at(), texts("http://localhost:*", "https://a.example"), private_network=True))
    assert (faults, policy.any_port, policy.private_network) == ([], (b"http://localhost:",), True)
    assert policy.origins == {b"https://a.example"}


def test_a_route_names_a_policy_writes_one_or_has_none() -> None:
    faults: list[Fault] = []
    policies = compile_cors_policies(
        ServerSpec(cors_policies=((text("partners"), CorsSpec(at(), texts("*"))),)), faults
    )
    assert chosen_cors(text("partners"), policies, faults) == policies["partners"]
    assert chosen_cors(text("none"), policies, faults) is None
    assert chosen_cors(CorsSpec(at(), texts("*")), {}, faults) == policies["partners"]
    assert faults == []
    assert chosen_cors(text("partner"), policies, faults) is None
    assert codes(faults) == ["cors-unknown"]
