"""Findings: what looks wrong with a plan as a whole, each with a stable code, a place, and a witness if there is one.

How grave a finding is its code says (domain/plan/findings.py). What could not be decided says so, and never that all
is well.
"""

from dataclasses import dataclass

from domain.analysis.call import CallOf
from domain.analysis.sample import Sample
from domain.plan.findings import SEVERITIES, Severity
from domain.spec.fault import Fault
from domain.spec.place import Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """A request by which it shows, and who would send it; None: whoever."""

    request: Sample
    caller: CallOf | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    about: str  # the name of the route, the upstream… that it is about
    at: Place
    message: str
    hint: str = ""
    evidence: Evidence | None = None
    is_unknown: bool = False  # nobody knows whether it is so

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]

    @property
    def fault(self) -> Fault:
        witness = f" (witness: {self.evidence.request})" if self.evidence else ""
        return Fault(self.at, self.code, self.message + witness, self.hint)
