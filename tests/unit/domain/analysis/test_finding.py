"""Findings."""

from domain.analysis.finding import Evidence, Finding
from domain.analysis.sample import Sample
from domain.plan.findings import Severity
from tests.unit.domain.builders import at


def test_a_findings_code_says_how_grave_it_is() -> None:
    assert Finding("route-shadowed", "a", at(), "so").severity is Severity.ERROR
    assert Finding("permission-idle", "a", at(), "so").severity is Severity.NOTE


def test_as_a_fault_it_shows_its_witness() -> None:
    shown = Finding("route-shadowed", "a", at(2), "so", "do", Evidence(Sample("GET", "h", (b"a",))))
    assert str(shown.fault) == "gateway.yaml:2:1: so (witness: GET http://h/a); do [route-shadowed]"
    assert str(Finding("route-shadowed", "a", at(), "so").fault) == "gateway.yaml:1:1: so [route-shadowed]"
