"""Bodies of a route's own for refusals: reasons that there are, and one body each."""

import pytest

from domain.message.override import Override
from domain.plan.overrides import compile_overrides
from domain.spec.fault import Fault
from domain.spec.route import OverrideSpec
from tests.unit.domain.builders import text


def test_each_is_found_by_its_reason() -> None:
    specs = (OverrideSpec(text("token-missing"), json="{}"), OverrideSpec(text("route-unknown"), text="no"))
    faults: list[Fault] = []
    assert compile_overrides(specs, faults) == {
        "token-missing": Override(b"application/json", "{}"),
        "route-unknown": Override(b"text/plain; charset=utf-8", "no"),
    }
    assert faults == []


@pytest.mark.parametrize(
    ("spec", "code"),
    [
        (OverrideSpec(text("token-mising"), text="no"), "reason-unknown"),
        (OverrideSpec(text("token-missing")), "override-malformed"),
        (OverrideSpec(text("token-missing"), json="{}", text="no"), "override-malformed"),
    ],
)
def test_what_could_never_be_used_is_a_fault(spec: OverrideSpec, code: str) -> None:
    faults: list[Fault] = []
    compile_overrides((spec,), faults)
    assert [fault.code for fault in faults] == [code]
